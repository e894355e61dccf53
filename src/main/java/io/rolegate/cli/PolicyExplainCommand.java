package io.rolegate.cli;

import io.rolegate.api.ExplanationFields;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.Verdict;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolegate policy explain}: one decision and what led to it, from files alone. */
@Command(
        name = "explain",
        description = "Decides one request by policy files and prints, as JSON, the decision and what led to it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:allowed", "1:denied", "2:usage, or a file can't be read"},
        mixinStandardHelpOptions = true)
final class PolicyExplainCommand implements Callable<Integer> {
    private static final int ALLOWED = 0;
    private static final int DENIED = 1;
    private static final int UNREADABLE = 2;

    @Mixin
    private PolicyQuestion question = new PolicyQuestion();

    @Option(names = "--action", required = true, paramLabel = "A", description = "Such as mns:SendMessage.")
    private String action = "";

    @Option(names = "--resource", required = true, paramLabel = "ARN", description = "An ARN, or *.")
    private String resource = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Explanation explanation;
        try {
            explanation = question.explain(question.policies(), action, resource);
        } catch (IOException e) {
            spec.commandLine().getErr().println("Can't read a policy as UTF-8: " + e);
            spec.commandLine().getErr().flush();
            return UNREADABLE;
        }
        Verdict verdict = explanation.decision().verdict();
        JsonObject fields = new JsonObject()
                .put("Decision", verdict.wireName())
                .put(
                        "PolicyType",
                        ExplanationFields.policyType(explanation.decision().kind()));
        ExplanationFields.of(explanation).forEach(fields::put);
        spec.commandLine().getOut().println(fields.encodePrettily());
        spec.commandLine().getOut().flush();
        return verdict == Verdict.ALLOW ? ALLOWED : DENIED;
    }
}
