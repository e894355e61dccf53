package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate policy decode}: what led to a denial, asked of the gateway that denied. */
@Command(
        name = "decode",
        description = "Prints what led to a denial, as JSON; for people of the account whose policies decided.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:decoded", "1:refused", "2:usage"},
        mixinStandardHelpOptions = true)
final class PolicyDecodeCommand implements Callable<Integer> {
    private static final String MESSAGE = "EncodedDiagnosticMessage";

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "MESSAGE", description = "The EncodedDiagnosticMessage of a denial.")
    private String message = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        UnsignedRequest request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action("DecodeDiagnosticMessage")
                .version(ApiVersions.RAM)
                .query(MESSAGE, message)
                .build();
        SignedClient.Reply reply = client.call(request);
        if (!reply.succeeded()) {
            return client.refused(reply);
        }
        PrintWriter output = spec.commandLine().getOut();
        output.println(new JsonObject(reply.body())
                .getJsonObject("DecodedDiagnosticMessage")
                .encodePrettily());
        output.flush();
        return Main.DONE;
    }
}
