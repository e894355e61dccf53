package io.rolegate.cli;

import io.rolegate.config.ConfigException;
import io.rolegate.config.ServiceFiles;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.policy.GrantedActions;
import io.rolegate.policy.LeastPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.trail.AccountBindings;
import io.rolegate.trail.UsedPermissions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rolegate policy suggest}: the smallest policy for what a user or role was seen to use. */
@Command(
        name = "suggest",
        description = {
            "Prints the smallest policy that would have allowed what a user or a role's sessions were allowed to do.",
            "What is granted but was not used, and all else there is to say, goes to standard error; with --json, all to"
                    + " standard output."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:suggested",
            "1:nothing was used, or there is no such principal",
            "2:usage, or a file can't be read",
            "3:the store is locked or unreachable"
        },
        mixinStandardHelpOptions = true)
final class PolicySuggestCommand extends StoreCommand {
    @Mixin
    private AuditFiles audit = new AuditFiles();

    @Option(
            names = "--principal",
            required = true,
            paramLabel = "ARN|ROLE",
            description = "acs:ram::<account>:user/<name>, acs:ram::<account>:role/<name>, or the name of a role.")
    private String principal = "";

    @Option(
            names = "--policy",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Policies that bind the principal now, for what is granted but not used.")
    private List<Path> policies = new ArrayList<>();

    @Mixin
    private AccountSource account = new AccountSource();

    @Option(
            names = "--list-at-most",
            paramLabel = "N",
            description = "Write more than N resources under one parent as a pattern (default: only where the document"
                    + " would be too long).")
    private int mostSiblings = Integer.MAX_VALUE;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean asJson;

    @Override
    public Integer call() {
        if (mostSiblings < 1) {
            throw usage("--list-at-most: expected 1 or more");
        }
        return account.use(this, this::suggest);
    }

    private int suggest(@Nullable AccountImage image) {
        List<PolicyDocument> inForce = inForce(image);
        UsedPermissions used =
                principal.startsWith("acs:") ? UsedPermissions.of(principal) : UsedPermissions.ofRole(principal);
        audit.read(used::add);
        if (used.requests() == 0) {
            err().println("The records hold no allowed request of " + principal);
            return Main.REFUSED;
        }
        LeastPolicy least = used.policy(mostSiblings);
        SortedSet<String> unused = new GrantedActions(inForce)
                .unused(used.actions(), KnownActions.of(ServiceFiles.read(ServiceFiles.bundled())));
        if (asJson) {
            out().println(json(used, least, unused).encodePrettily());
        } else {
            print(used, least, unused, !inForce.isEmpty());
        }
        out().flush();
        err().flush();
        return Main.DONE;
    }

    private List<PolicyDocument> inForce(@Nullable AccountImage image) {
        List<PolicyDocument> inForce = new ArrayList<>();
        for (Path file : policies) {
            try {
                inForce.add(PolicyDocument.parseFailingClosed(Files.readString(file), PolicyKind.IDENTITY));
            } catch (IOException e) {
                throw new ConfigException(file.toString(), "", "cannot be read as UTF-8: " + e);
            }
        }
        if (image != null) {
            inForce.addAll(new AccountBindings(image)
                    .documents(principal)
                    .orElseThrow(() -> usage("--principal: the account has no " + principal)));
        }
        return inForce;
    }

    private void print(UsedPermissions used, LeastPolicy least, SortedSet<String> unused, boolean isCompared) {
        if (!least.isEmpty()) {
            out().println(least.json());
        }
        PrintWriter notes = err();
        notes.println("Allowed requests: " + used.requests());
        if (used.cut() > 0) {
            notes.println("Left out, since their records were cut: " + used.cut());
        }
        least.generalised().forEach(pattern -> notes.println("Stands for more than was used: " + pattern));
        if (isCompared) {
            notes.println("Granted but not used: " + unused.size());
            unused.forEach(action -> notes.println("  " + action));
        }
    }

    private static JsonObject json(UsedPermissions used, LeastPolicy least, SortedSet<String> unused) {
        JsonObject json = JsonObject.of("requests", used.requests(), "cut", used.cut());
        if (!least.isEmpty()) {
            json.put("policyDocument", new JsonObject(least.json()));
        }
        return json.put("generalised", new JsonArray(least.generalised()))
                .put("unusedActions", new JsonArray(List.copyOf(unused)));
    }
}
