package io.rolegate.cli;

import io.rolegate.backend.BackendServer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.cluster.ContainerServiceVerticle;
import io.rolegate.backend.message.MessageServiceVerticle;
import io.rolegate.client.SignedClient;
import io.rolegate.config.RolegateSettings;
import io.rolegate.identity.IdentityStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rolegate demo}: everything in one process, with two enterprises and the journey walked once. */
@Command(
        name = "demo",
        description = "Starts everything with embedded defaults, walks the journey once, and keeps serving.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped", "1:failed", "2:usage or configuration", "3:the store is locked or unreachable"})
final class DemoCommand implements Callable<Integer> {
    /** Nothing is limited that a demonstration, or a test against it, would run into; nothing is left behind. */
    private static final Map<String, String> PRESETS = Map.of(
            "store.url", "jdbc:h2:mem:rolegate-demo",
            "limits.authenticationFailuresPerMinute", "0",
            "limits.principalRequestsPerSecond", "0",
            "limits.accountRequestsPerSecond", "0",
            "limits.principalConcurrentRequests", "0",
            "limits.accountConcurrentRequests", "0",
            "limits.stsRequestsPerSecond", "0",
            "limits.administrationRequestsPerSecond", "0");

    /** The account of those who run the gateway. */
    private static final String OPERATOR = "gateway-operator";

    @Mixin
    private ServingOptions options = new ServingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private @Nullable Enterprise madeOperator;
    private @Nullable String messageService;
    private @Nullable String containerService;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RolegateSettings settings = options.settings(PRESETS);
        ReadyFile readyFile = new ReadyFile(options.readyFile());
        Rolegate rolegate = Serving.await(Rolegate.start(
                settings,
                Clock.systemUTC(),
                store -> makeOperator(store).map(made -> settings.operators().and(made)),
                this::startBackends));
        try {
            demonstrate(rolegate, readyFile, out);
        } catch (Exception e) {
            Serving.await(rolegate.close());
            throw e;
        }
        Serving.untilStopped(
                readyFile,
                rolegate::close,
                Serving.stopLimit(rolegate.settings()),
                spec.commandLine().getErr());
        return Main.DONE;
    }

    /** Operators are named by the ids of accounts, so theirs is made before anything else is. */
    private Future<String> makeOperator(IdentityStore store) {
        return Enterprise.prepare(store, OPERATOR).map(made -> {
            madeOperator = made;
            return made.account().id();
        });
    }

    private void demonstrate(Rolegate rolegate, ReadyFile readyFile, PrintWriter out) throws Exception {
        Enterprise a = Serving.await(Enterprise.prepare(rolegate.store(), "enterprise-a"));
        Enterprise b = Serving.await(Enterprise.prepare(rolegate.store(), "enterprise-b"));
        Enterprise operator = Objects.requireNonNull(madeOperator);
        SignedClient client = rolegate.client();
        Journey journey = new Journey(client, a, b, out);
        Journey.PartnerUser user = journey.walk();
        readyFile.write(Serving.ready(rolegate)
                .put("enterpriseA", a.ready())
                .put("enterpriseB", b.ready().put("ramUser", user.ready()))
                .put("operator", operator.ready())
                .put("role", new JsonObject().put("name", Journey.ROLE).put("arn", journey.roleArn()))
                .put(
                        "backends",
                        new JsonObject()
                                .put("messageService", messageService)
                                .put("containerService", containerService)));
        summarise(rolegate, journey, user, out);
        logons(rolegate, a, b, user, operator, out);
    }

    /** Whom to try the console as. */
    private static void logons(
            Rolegate rolegate,
            Enterprise a,
            Enterprise b,
            Journey.PartnerUser user,
            Enterprise operator,
            PrintWriter out) {
        out.println();
        out.println("Log on at " + rolegate.consoleUrl() + " as");
        out.println("  Enterprise B's user       " + user.logonName() + "   " + user.password());
        out.println("    then Switch Identity to " + a.account().name() + ", role " + Journey.ROLE);
        out.println("  Enterprise A's owner      " + a.account().name() + "   " + a.password());
        out.println("  Enterprise B's owner      " + b.account().name() + "   " + b.password());
        out.println("  The gateway's operator    " + operator.account().name() + "   " + operator.password());
        out.flush();
    }

    private static void summarise(Rolegate rolegate, Journey journey, Journey.PartnerUser user, PrintWriter out) {
        out.println();
        out.println("Serving until stopped (Ctrl-C):");
        out.println("  gateway     " + rolegate.gatewayUrl());
        out.println("  console     " + rolegate.consoleUrl());
        out.println("  management  " + rolegate.managementUrl());
        out.println();
        out.println("Enterprise B's user, to try it yourself:");
        out.println("  export ALIBABA_CLOUD_ACCESS_KEY_ID='" + user.accessKeyId() + "'");
        out.println("  export ALIBABA_CLOUD_ACCESS_KEY_SECRET='" + user.accessKeySecret() + "'");
        out.println("  export ROLE_ARN='" + journey.roleArn() + "'");
        out.flush();
    }

    /** Starts the mocks, save those that {@code --upstream} replaces. */
    private Future<Map<String, List<URI>>> startBackends(Rolegate.Started started) {
        Map<String, List<URI>> replaced = options.upstreams();
        Map<String, List<URI>> addresses = new HashMap<>();
        BackendSettings settings = BackendSettings.loopback(started.jwks());
        return startBackend(
                        started,
                        replaced,
                        addresses,
                        MessageServiceVerticle.AUDIENCE,
                        new MessageServiceVerticle(settings))
                .compose(url -> {
                    messageService = url;
                    return startBackend(
                            started,
                            replaced,
                            addresses,
                            ContainerServiceVerticle.AUDIENCE,
                            new ContainerServiceVerticle(settings));
                })
                .map(url -> {
                    containerService = url;
                    return addresses;
                });
    }

    private static Future<String> startBackend(
            Rolegate.Started started,
            Map<String, List<URI>> replaced,
            Map<String, List<URI>> addresses,
            String service,
            BackendServer backend) {
        List<URI> given = replaced.get(service);
        if (given != null) {
            return Future.succeededFuture(given.get(0).toString());
        }
        return started.vertx().deployVerticle(backend).map(deployed -> {
            addresses.put(service, List.of(URI.create(backend.url())));
            return backend.url();
        });
    }
}
