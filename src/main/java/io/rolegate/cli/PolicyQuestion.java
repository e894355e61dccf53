package io.rolegate.cli;

import io.rolegate.policy.Arn;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyPrincipal;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.StatementEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who asks, by which policy files, in which context: what the offline commands on policies share. */
final class PolicyQuestion {
    private static final String PRINCIPAL =
            "Who asks: acs:ram::<account>:user/<name>, …:role/<name> for its sessions, or …:root.";

    @Option(names = "--principal", required = true, paramLabel = "ARN", description = PRINCIPAL)
    private String principal = "";

    @Option(names = "--identity", paramLabel = "FILE", description = "An identity policy; may be repeated.")
    private List<Path> identity = new ArrayList<>();

    @Option(names = "--session", paramLabel = "FILE", description = "The session policy of a role's session.")
    private @Nullable Path session;

    @Option(names = "--trust", paramLabel = "FILE", description = "The trust policy of the role that is to be assumed.")
    private @Nullable Path trust;

    @Option(names = "--control", paramLabel = "FILE", description = "A control policy; may be repeated.")
    private List<Path> control = new ArrayList<>();

    @Option(
            names = "--context",
            paramLabel = "KEY=VALUE",
            description = "A condition key of the request; repeated for several values.")
    private List<String> context = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private final PolicyEngine engine = new StatementEngine();

    /** What the engine answers. */
    Decision decide(PolicySet policies, String action, String resource) {
        return engine.prepare(policies, asking(), action, resource).decide(conditions());
    }

    /** What the engine answers, and why. */
    Explanation explain(PolicySet policies, String action, String resource) {
        Decision decision = decide(policies, action, resource);
        return engine.explain(decision, policies, asking(), action, resource, conditions());
    }

    /** The files' policies, each named by its file. */
    PolicySet policies() throws IOException {
        PolicySet policies = PolicySet.ofIdentity(read(identity, PolicyKind.IDENTITY));
        if (!control.isEmpty()) {
            policies = policies.withControl(read(control, PolicyKind.CONTROL));
        }
        if (session != null) {
            policies = policies.withSession(read(session, PolicyKind.SESSION));
        }
        return trust == null ? policies : policies.withTrust(read(trust, PolicyKind.TRUST));
    }

    private static List<AttachedPolicy> read(List<Path> files, PolicyKind kind) throws IOException {
        List<AttachedPolicy> policies = new ArrayList<>();
        for (Path file : files) {
            policies.add(read(file, kind));
        }
        return policies;
    }

    private static AttachedPolicy read(Path file, PolicyKind kind) throws IOException {
        PolicyRef ref = new PolicyRef(file.toString(), "File", "", "");
        return new AttachedPolicy(ref, PolicyDocument.parseFailingClosed(Files.readString(file), kind));
    }

    private PolicyPrincipal asking() {
        Arn arn = Arn.parse(principal)
                .filter(parsed -> !parsed.accountId().isEmpty())
                .orElseThrow(this::unknown);
        String id = arn.relativeId();
        if (id.equals("root")) {
            return new PolicyPrincipal(PolicyPrincipal.Type.ACCOUNT, principal, arn.accountId());
        }
        if (id.startsWith("user/")) {
            return new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, principal, arn.accountId());
        }
        if (id.startsWith("role/")) {
            String anySession =
                    "acs:sts::" + arn.accountId() + ":assumed-" + id + (id.indexOf('/', 5) < 0 ? "/any" : "");
            return new PolicyPrincipal(PolicyPrincipal.Type.ASSUMED_ROLE_USER, anySession, arn.accountId());
        }
        throw unknown();
    }

    private ParameterException unknown() {
        return new ParameterException(spec.commandLine(), "--principal: " + PRINCIPAL);
    }

    private ConditionContext conditions() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String entry : context) {
            int equals = entry.indexOf('=');
            if (equals <= 0) {
                throw new ParameterException(spec.commandLine(), "--context: expected KEY=VALUE, not '" + entry + "'");
            }
            values.computeIfAbsent(entry.substring(0, equals), key -> new ArrayList<>())
                    .add(entry.substring(equals + 1));
        }
        return ConditionContext.of(values);
    }
}
