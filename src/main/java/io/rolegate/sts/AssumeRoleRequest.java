package io.rolegate.sts;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Parameters;
import io.rolegate.api.TextRule;
import io.rolegate.policy.Finding;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicySyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of AssumeRole, of sound shape (ram.md §3.1).
 *
 * @param duration as asked for, or null; between 15 minutes and 12 hours, whatever the role's own maximum
 * @param sessionPolicy the text as sent, or null
 */
record AssumeRoleRequest(
        RoleName role,
        String sessionName,
        @Nullable Duration duration,
        @Nullable String sessionPolicy,
        @Nullable String externalId,
        @Nullable String sourceIdentity) {

    private static final int MIN_NAME = 2;
    private static final int MAX_NAME = 64;
    private static final int MIN_EXTERNAL_ID = 2;
    private static final int MAX_EXTERNAL_ID = 1224;
    private static final int MIN_SECONDS = 900;
    private static final int MAX_SECONDS = 43200;
    private static final int SHOWN_FINDINGS = 5;

    /** Reads them; {@code MissingParameter} or {@code InvalidParameter.<Name>}. */
    static AssumeRoleRequest of(Parameters parameters) {
        return new AssumeRoleRequest(
                RoleName.ofArn(parameters.require("RoleArn"))
                        .orElseThrow(
                                () -> Parameters.invalid("RoleArn", "must be acs:ram::<account id>:role/<role name>")),
                name("RoleSessionName", parameters.require("RoleSessionName")),
                duration(parameters),
                parameters.text("Policy").map(AssumeRoleRequest::sessionPolicy).orElse(null),
                parameters.text("ExternalId").map(AssumeRoleRequest::externalId).orElse(null),
                parameters
                        .text("SourceIdentity")
                        .map(text -> name("SourceIdentity", text))
                        .orElse(null));
    }

    /** How long the session lasts by the role's maximum; {@code InvalidParameter.DurationSeconds} if it asks for more. */
    Duration durationUpTo(Duration roleMaximum) {
        if (duration == null) {
            Duration usual = Duration.ofHours(1);
            return usual.compareTo(roleMaximum) < 0 ? usual : roleMaximum;
        }
        if (duration.compareTo(roleMaximum) > 0) {
            throw Parameters.invalid(
                    "DurationSeconds",
                    "must be at most the role's MaxSessionDuration of " + roleMaximum.toSeconds() + " seconds");
        }
        return duration;
    }

    private static String name(String parameter, String name) {
        boolean sound = name.length() >= MIN_NAME
                && name.length() <= MAX_NAME
                && name.chars().allMatch(c -> TextRule.isAsciiAlphanumeric(c) || ".@_-".indexOf(c) >= 0);
        if (!sound) {
            throw Parameters.invalid(parameter, "must be 2 to 64 letters, digits, '.', '@', '_' or '-'");
        }
        return name;
    }

    private static String externalId(String id) {
        boolean sound = id.length() >= MIN_EXTERNAL_ID
                && id.length() <= MAX_EXTERNAL_ID
                && id.chars().allMatch(c -> TextRule.isAsciiAlphanumeric(c) || "_+=,.@:/-".indexOf(c) >= 0);
        if (!sound) {
            throw Parameters.invalid("ExternalId", "must be 2 to 1224 letters, digits or characters of _+=,.@:/-");
        }
        return id;
    }

    private static @Nullable Duration duration(Parameters parameters) {
        OptionalInt seconds = parameters.number("DurationSeconds", MIN_SECONDS, MAX_SECONDS);
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : null;
    }

    private static String sessionPolicy(String policy) {
        int limit = PolicyKind.SESSION.maxCharacters();
        if (policy.codePointCount(0, policy.length()) > limit) {
            throw refused("PolicySize", "must be at most " + limit + " characters long");
        }
        try {
            return PolicyDocument.parse(policy, PolicyKind.SESSION).json();
        } catch (PolicySyntaxException e) {
            throw refused("PolicyGrammar", "is no valid policy document: " + describe(e.findings()));
        }
    }

    private static String describe(List<Finding> findings) {
        String shown = findings.stream()
                .limit(SHOWN_FINDINGS)
                .map(finding -> finding.path() + ": " + finding.message())
                .collect(Collectors.joining("; "));
        int more = findings.size() - SHOWN_FINDINGS;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }

    private static ApiException refused(String suffix, String why) {
        return new ApiException(ErrorCode.INVALID_PARAMETER, suffix, "The parameter Policy " + why + ".");
    }
}
