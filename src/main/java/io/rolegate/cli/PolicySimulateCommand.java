package io.rolegate.cli;

import io.rolegate.policy.Decision;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.StatementRef;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolegate policy simulate}: actions times resources, from files alone. */
@Command(
        name = "simulate",
        description = {
            "Decides each action on each resource by policy files.",
            "Prints a line for each, tabs between: decision, action, resource, file and statement that decided."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:decided", "2:usage, or a file can't be read"},
        mixinStandardHelpOptions = true)
final class PolicySimulateCommand implements Callable<Integer> {
    private static final int DECIDED = 0;
    private static final int UNREADABLE = 2;

    @Mixin
    private PolicyQuestion question = new PolicyQuestion();

    @Option(names = "--action", required = true, paramLabel = "A", description = "May be repeated.")
    private List<String> actions = new ArrayList<>();

    @Option(names = "--resource", required = true, paramLabel = "ARN", description = "An ARN, or *; may be repeated.")
    private List<String> resources = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter output = spec.commandLine().getOut();
        try {
            PolicySet policies = question.policies();
            for (String resource : resources) {
                for (String action : actions) {
                    Decision decision = question.decide(policies, action, resource);
                    output.println(String.join(
                            "\t", decision.verdict().wireName(), action, resource, decisive(decision.by())));
                }
            }
        } catch (IOException e) {
            spec.commandLine().getErr().println("Can't read a policy as UTF-8: " + e);
            spec.commandLine().getErr().flush();
            return UNREADABLE;
        }
        output.flush();
        return DECIDED;
    }

    private static String decisive(@Nullable StatementRef by) {
        return by == null ? "" : by.policy().name() + " " + by.label();
    }
}
