package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolegate assume-role}: gets temporary credentials. */
@Command(
        name = "assume-role",
        description = "Assumes a role and prints the answer's JSON, or the variables for a shell to evaluate.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:assumed", "1:refused", "2:usage"})
final class AssumeRoleCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(names = "--role-arn", required = true, paramLabel = "ARN", description = "acs:ram::<account>:role/<name>.")
    private String roleArn = "";

    @Option(
            names = "--session-name",
            defaultValue = "rolegate",
            paramLabel = "N",
            description = "Default: ${DEFAULT-VALUE}.")
    private String sessionName = "rolegate";

    @Option(names = "--duration", paramLabel = "S", description = "Seconds, from 900 to the role's maximum.")
    private @Nullable Integer duration;

    @Option(names = "--external-id", paramLabel = "X", description = "What the role's trust policy may ask for.")
    private @Nullable String externalId;

    @Option(names = "--policy", paramLabel = "FILE", description = "A session policy that narrows the role.")
    private @Nullable Path policy;

    @Option(names = "--export", description = "Print shell exports.")
    private boolean export;

    @Option(names = "--dialect", defaultValue = "acs3", description = "acs3 or rpc (default: ${DEFAULT-VALUE}).")
    private Dialect dialect = Dialect.ACS3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        UnsignedRequest.Builder request = UnsignedRequest.builder(dialect, "POST", "/")
                .action("AssumeRole")
                .version(ApiVersions.STS)
                .query("RoleArn", roleArn)
                .query("RoleSessionName", sessionName);
        if (duration != null) {
            request.query("DurationSeconds", duration.toString());
        }
        if (externalId != null) {
            request.query("ExternalId", externalId);
        }
        if (policy != null) {
            request.query("Policy", Files.readString(policy));
        }
        SignedClient.Reply reply = client.call(request.build());
        if (!reply.succeeded()) {
            return client.refused(reply);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (export) {
            print(out, new JsonObject(reply.body()).getJsonObject("Credentials"));
        } else {
            out.println(new JsonObject(reply.body()).encodePrettily());
        }
        out.flush();
        return Main.DONE;
    }

    private static void print(PrintWriter out, JsonObject credentials) {
        out.println("export ALIBABA_CLOUD_ACCESS_KEY_ID='" + credentials.getString("AccessKeyId") + "'");
        out.println("export ALIBABA_CLOUD_ACCESS_KEY_SECRET='" + credentials.getString("AccessKeySecret") + "'");
        out.println("export ALIBABA_CLOUD_SECURITY_TOKEN='" + credentials.getString("SecurityToken") + "'");
    }
}
