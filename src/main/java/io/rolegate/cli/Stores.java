package io.rolegate.cli;

import io.rolegate.audit.AuditLog;
import io.rolegate.audit.JsonLinesAuditLog;
import io.rolegate.config.RolegateSettings;
import io.rolegate.gateway.limit.SharedRates;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.replay.NonceRegistry;
import io.rolegate.replay.RedisLink;
import io.rolegate.replay.RedisNonceRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway keeps what it must not forget: opened before anything is served, closed when nothing is any more.
 *
 * @param rates shared with other gateways; null without Redis
 */
record Stores(
        SqlIdentityStore identities,
        AuditLog auditLog,
        @Nullable RedisLink redis,
        @Nullable SharedRates rates,
        NonceRegistry nonces) {

    /** Opens all that the settings ask for; fails with what the first that can't be opened fails with. */
    static Future<Stores> open(Vertx vertx, RolegateSettings settings, InstantSource clock) {
        String uri = settings.redis().uri();
        RedisLink redis =
                uri == null ? null : new RedisLink(vertx, uri, settings.redis().timeout());
        SharedRates rates = redis == null ? null : new SharedRates(redis);
        return SqlIdentityStore.open(vertx, settings.store()).compose(identities -> openAuditLog(vertx, settings)
                .compose(auditLog -> openNonces(vertx, settings, redis, clock)
                        .map(nonces -> new Stores(identities, auditLog, redis, rates, nonces))));
    }

    private static Future<AuditLog> openAuditLog(Vertx vertx, RolegateSettings settings) {
        return vertx.executeBlocking(() -> JsonLinesAuditLog.open(settings.audit()));
    }

    private static Future<NonceRegistry> openNonces(
            Vertx vertx, RolegateSettings settings, @Nullable RedisLink redis, InstantSource clock) {
        if (redis != null) {
            return Future.succeededFuture(new RedisNonceRegistry(redis, settings.replay(), clock));
        }
        // With a store in memory no access key outlives the process, so neither does a request that could be replayed.
        return NonceRegistry.inMemory(
                vertx, settings.store().isInMemory() ? settings.replay().withoutFile() : settings.replay(), clock);
    }

    /** Closes all, whatever of it fails, the identity store last. */
    Future<Void> close() {
        return nonces.close()
                .onComplete(closed -> stopSharing())
                .eventually(() -> redis == null ? Future.succeededFuture() : redis.close())
                .eventually(auditLog::close)
                .eventually(identities::close);
    }

    private void stopSharing() {
        if (rates != null) {
            rates.close();
        }
    }
}
