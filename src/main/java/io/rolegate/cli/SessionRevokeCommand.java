package io.rolegate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolegate session revoke}. */
@Command(
        name = "revoke",
        description = "Ends one session, or all until now of a role, a source or a partner account, before it returns.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:revoked, or listed what would be", "1:refused", "2:usage"})
final class SessionRevokeCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--dry-run", description = "Lists what would end, and ends nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "With --dry-run: prints each session as a line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What to revoke: exactly one of these. */
    static final class Target {
        @Option(names = "--id", paramLabel = "ID", description = "This session, and what was assumed from it.")
        private @Nullable String id;

        @Option(names = "--role", paramLabel = "NAME", description = "All sessions of this role.")
        private @Nullable String role;

        @Option(
                names = "--source",
                paramLabel = "ARN",
                description = "All sessions that stand on this user, role or identity provider.")
        private @Nullable String source;

        @Option(names = "--partner", paramLabel = "ACCOUNT", description = "All sessions that stand on this account.")
        private @Nullable String partner;

        private Map<String, String> parameters() {
            if (id != null) {
                return Map.of("SessionId", id);
            }
            if (role != null) {
                return Map.of("RoleName", role);
            }
            return source != null
                    ? Map.of("SourcePrincipalArn", source)
                    : Map.of("PartnerAccountId", partner == null ? "" : partner);
        }
    }

    @Override
    public Integer call() throws Exception {
        String action = target.id == null ? "RevokeSessions" : "RevokeSession";
        SessionTable table = new SessionTable(spec.commandLine(), client, json);
        return dryRun ? table.printDryRun(action, target.parameters()) : table.run(action, target.parameters());
    }
}
