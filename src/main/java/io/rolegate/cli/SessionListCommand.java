package io.rolegate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolegate session list}. */
@Command(
        name = "list",
        description = "Lists living sessions of your account's roles, the newest first.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:listed", "1:refused", "2:usage"})
final class SessionListCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(names = "--role", paramLabel = "NAME", description = "Only sessions of this role.")
    private @Nullable String role;

    @Option(
            names = "--source",
            paramLabel = "ARN",
            description = "Only those that stand on this user, role or identity provider.")
    private @Nullable String source;

    @Option(names = "--partner", paramLabel = "ACCOUNT", description = "Only those that stand on this account.")
    private @Nullable String partner;

    @Option(names = "--json", description = "Prints each session as a line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "RoleName", role);
        put(parameters, "SourcePrincipalArn", source);
        put(parameters, "PartnerAccountId", partner);
        return new SessionTable(spec.commandLine(), client, json).print("ListSessions", parameters);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
