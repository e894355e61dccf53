package io.rolegate.cli;

import io.rolegate.config.ConfigException;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.policy.Finding;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyValidator;
import io.rolegate.trail.AccountBindings;
import io.rolegate.trail.Bindings;
import io.rolegate.trail.RecordedBindings;
import io.rolegate.trail.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolegate policy replay}: what a draft would have decided of recorded requests. */
@Command(
        name = "replay",
        description = {
            "Decides recorded requests by a draft in the place of the policy that it is to replace.",
            "With the account's policies (--policies, or --store with --account) each decision is exact; without them, records"
                    + " alone tell whom the policy binds and what other policies allow."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is decided as it was",
            "1:something is not",
            "2:usage, or a file can't be read or is malformed",
            "3:the store is locked or unreachable"
        },
        mixinStandardHelpOptions = true)
final class PolicyReplayCommand extends StoreCommand {
    private static final String ASSUMPTION =
            "the policy binds those for whom it decided; where it allowed, no other policy"
                    + " allows too; what another policy allowed, it still allows";

    @Parameters(paramLabel = "DRAFT", description = "The draft's document, UTF-8.")
    private Path draft = Path.of("");

    @Mixin
    private AuditFiles audit = new AuditFiles();

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "NAME",
            description = "The custom policy that the draft is to replace.")
    private String policy = "";

    @Mixin
    private AccountSource account = new AccountSource();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean asJson;

    @Override
    public Integer call() {
        String document = document();
        return account.use(this, image -> replay(document, image));
    }

    private String document() {
        String document;
        try {
            document = Files.readString(draft);
        } catch (IOException e) {
            throw new ConfigException(draft.toString(), "", "cannot be read as UTF-8: " + e);
        }
        List<Finding> findings = PolicyValidator.findings(document, PolicyKind.IDENTITY);
        if (!findings.isEmpty()) {
            Finding first = findings.get(0);
            throw new ConfigException(draft.toString(), first.path(), first.message());
        }
        return document;
    }

    private int replay(String document, @Nullable AccountImage image) {
        Replay replay = new Replay(image == null ? recorded(document) : known(document, image));
        ReplayReport report = new ReplayReport(image == null ? ASSUMPTION : null);
        long unreadable = audit.read(event -> report.add(event, replay.decide(event)));
        PrintWriter output = out();
        if (asJson) {
            output.println(report.json(unreadable).encodePrettily());
        } else {
            report.print(output, unreadable);
        }
        output.flush();
        return report.differs() ? Main.REFUSED : Main.DONE;
    }

    private Bindings recorded(String document) {
        RecordedBindings bindings = new RecordedBindings(policy, document);
        audit.read(bindings::learn);
        return bindings;
    }

    private Bindings known(String document, AccountImage image) {
        try {
            return new AccountBindings(image, policy, document);
        } catch (IllegalArgumentException unknown) {
            throw usage("--policy: " + unknown.getMessage());
        }
    }
}
