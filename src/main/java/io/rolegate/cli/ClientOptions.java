package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where client commands call, and as whom: the variables that official SDKs read too. */
final class ClientOptions {
    private static final int TIMEOUT_SECONDS = 90;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The gateway's API listener (default: ${DEFAULT-VALUE}).")
    private URI gateway = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Certificates in PEM, one of which the gateway's is issued by; default: those that Java knows.")
    private @Nullable Path authorities;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Sends one signed request and waits for the answer. */
    SignedClient.Reply call(UnsignedRequest request) throws Exception {
        if (gateway.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--gateway: expected http://host:port, not '" + gateway + "'");
        }
        SigningCredentials credentials = credentials();
        Vertx vertx = Vertx.vertx();
        try {
            return Serving.await(new SignedClient(vertx, gateway, authorities, InstantSource.system())
                    .call(request, credentials)
                    .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        } finally {
            Serving.await(vertx.close());
        }
    }

    /** Prints the answer to a call that was refused; gives the exit code. */
    int refused(SignedClient.Reply reply) {
        CommandLine command = spec.commandLine();
        command.getErr().println("HTTP " + reply.status());
        command.getErr().flush();
        command.getOut().println(reply.body());
        command.getOut().flush();
        return Main.REFUSED;
    }

    private SigningCredentials credentials() {
        return new SigningCredentials(
                require("ALIBABA_CLOUD_ACCESS_KEY_ID"),
                require("ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
                blankToNull(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN")));
    }

    private String require(String variable) {
        String value = blankToNull(System.getenv(variable));
        if (value == null) {
            throw new ParameterException(spec.commandLine(), "the environment variable " + variable + " is required");
        }
        return value;
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
