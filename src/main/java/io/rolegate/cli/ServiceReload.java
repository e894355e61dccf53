package io.rolegate.cli;

import io.rolegate.config.ConfigException;
import io.rolegate.config.ServiceSource;
import io.rolegate.config.YamlSource;
import io.rolegate.gateway.ServicesInForce;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.metrics.GatewayMeters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts changed service files in force while the gateway runs, all of them or none: what can't be used is logged, and the
 * services in force stay. A change is taken up once it has been seen unchanged twice, so that a file that is still being
 * written isn't.
 */
final class ServiceReload extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceReload.class);

    private final ServiceSource source;
    private final ServicesInForce services;
    private final GatewayMeters meters;
    private final Duration interval;
    private List<YamlSource> judged;
    private List<YamlSource> seen;
    private @Nullable String unreadable;
    private volatile boolean refused;

    /**
     * @param source whose first reading is in force
     * @param interval between looks at the files
     */
    ServiceReload(ServiceSource source, ServicesInForce services, GatewayMeters meters, Duration interval) {
        this.source = source;
        this.services = services;
        this.meters = meters;
        this.interval = interval;
        this.judged = source.first().files();
        this.seen = judged;
    }

    @Override
    public Future<?> start() {
        lookLater();
        return Future.succeededFuture();
    }

    /** Whether the files can't be used as they are now. */
    boolean refused() {
        return refused;
    }

    private void lookLater() {
        vertx.setTimer(interval.toMillis(), due -> look().onComplete(looked -> lookLater()));
    }

    private Future<Void> look() {
        return vertx.executeBlocking(source::files)
                .onFailure(this::refuseUnreadable)
                .compose(this::consider);
    }

    private Future<Void> consider(List<YamlSource> files) {
        boolean settled = files.equals(seen);
        boolean changed = !files.equals(judged) || unreadable != null;
        seen = files;
        if (!settled || !changed) {
            return Future.succeededFuture();
        }
        judged = files;
        unreadable = null;
        return vertx.executeBlocking(() -> source.read(files).complete().definitions())
                .compose(definitions -> services.replace(definitions).map(definitions))
                .onSuccess(this::inForce)
                .onFailure(this::refuse)
                .mapEmpty();
    }

    private void inForce(List<ServiceDefinition> definitions) {
        refused = false;
        meters.serviceReload(true);
        LOG.info(
                "changed service definitions are in force: {}",
                definitions.stream().map(ServiceDefinition::name).toList());
    }

    private void refuse(Throwable failure) {
        refused = true;
        meters.serviceReload(false);
        if (failure instanceof ConfigException wrong) {
            wrong.findings().forEach(finding -> LOG.error("service definitions stay as they were: {}", finding));
        } else {
            LOG.error("service definitions stay as they were", failure);
        }
    }

    /** Files that can't be read now may be readable at the next look; they are told of once. */
    private void refuseUnreadable(Throwable failure) {
        String why = String.valueOf(failure.getMessage());
        if (!Objects.equals(unreadable, why)) {
            unreadable = why;
            refuse(failure);
        }
    }
}
