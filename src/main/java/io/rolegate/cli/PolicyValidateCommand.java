package io.rolegate.cli;

import io.rolegate.policy.Finding;
import io.rolegate.policy.OperatorSet;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyValidator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate policy validate}: the checks that writing a policy would make. */
@Command(
        name = "validate",
        description = "Prints what is wrong with a policy document, one finding a line: JSON path, what was expected.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:there are findings", "2:the file can't be read"},
        mixinStandardHelpOptions = true)
final class PolicyValidateCommand implements Callable<Integer> {
    private static final int VALID = 0;
    private static final int FINDINGS = 1;
    private static final int UNREADABLE = 2;

    @Parameters(paramLabel = "FILE", description = "The document, UTF-8.")
    private Path file = Path.of("");

    @Option(names = "--kind", defaultValue = "identity", description = "identity (default), session, trust or control.")
    private String kind = "identity";

    @Option(
            names = "--documented-operators",
            description =
                    "Refuse Null, ...IfExists, ForAnyValue: and ForAllValues:, which extend the documented language.")
    private boolean documentedOperators;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PolicyKind policyKind = PolicyKind.ofWireName(kind)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--kind: expected one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(PolicyKind.values())
                                                .map(PolicyKind::wireName)
                                                .toList())));
        String json;
        try {
            json = Files.readString(file);
        } catch (IOException e) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.println("Can't read " + file + " as UTF-8: " + e);
            errors.flush();
            return UNREADABLE;
        }
        OperatorSet operators = documentedOperators ? OperatorSet.DOCUMENTED : OperatorSet.EXTENDED;
        List<Finding> findings = PolicyValidator.findings(json, policyKind, operators);
        PrintWriter output = spec.commandLine().getOut();
        findings.forEach(finding -> output.println(finding.path() + ": " + finding.message()));
        output.flush();
        return findings.isEmpty() ? VALID : FINDINGS;
    }
}
