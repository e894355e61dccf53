package io.rolegate.ram;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Parameters;
import io.rolegate.policy.Finding;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicySyntaxException;
import java.util.List;
import java.util.stream.Collectors;

/** Policy documents in parameters: checked for length and grammar, and kept as they were given. */
public final class Documents {
    private static final int MOST_FINDINGS = 10;

    private Documents() {}

    /** The document, or {@code MalformedPolicyDocument} that names what is wrong and where. */
    static String require(Parameters parameters, String name, PolicyKind kind) {
        return check(name, parameters.require(name), kind);
    }

    /** The document where it is well-formed; {@code MalformedPolicyDocument} or {@code InvalidParameter} otherwise. */
    public static String check(String name, String document, PolicyKind kind) {
        if (document.codePointCount(0, document.length()) > kind.maxCharacters()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    name + ".Length",
                    "The parameter " + name + " may have at most " + kind.maxCharacters() + " characters.");
        }
        try {
            PolicyDocument.parse(document, kind);
            return document;
        } catch (PolicySyntaxException malformed) {
            throw new ApiException(ErrorCode.MALFORMED_POLICY_DOCUMENT, describe(name, malformed.findings()));
        }
    }

    private static String describe(String name, List<Finding> findings) {
        String named = findings.stream()
                .limit(MOST_FINDINGS)
                .map(finding -> finding.path() + ": " + finding.message())
                .collect(Collectors.joining("; "));
        int more = findings.size() - MOST_FINDINGS;
        return "The " + name + " is malformed. " + named + (more > 0 ? "; and " + more + " more" : "");
    }
}
