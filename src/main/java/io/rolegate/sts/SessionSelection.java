package io.rolegate.sts;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Parameters;
import io.rolegate.api.TextRule;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions of an account's roles a call is about: all to which everything applies that isn't null.
 *
 * @param roleName of the role that they are sessions of
 * @param sourceArn of a user, role or identity provider that they stand on
 * @param partnerAccountId of an account, somebody of which they stand on
 */
record SessionSelection(@Nullable String roleName, @Nullable String sourceArn, @Nullable String partnerAccountId) {
    private static final String ROLE = "RoleName";
    private static final String SOURCE = "SourcePrincipalArn";
    private static final String PARTNER = "PartnerAccountId";

    private static final TextRule ROLE_NAME = TextRule.of(
            1, 64, c -> TextRule.isAsciiAlphanumeric(c) || c == '.' || c == '-', "letters, digits, '.' and '-'");
    private static final Pattern PRINCIPAL =
            Pattern.compile("acs:ram::[0-9]{16}:(user|role|oidc-provider)/[A-Za-z0-9._-]{1,128}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{16}");

    /** Reads {@code RoleName}, {@code SourcePrincipalArn} and {@code PartnerAccountId}; {@code InvalidParameter.<Name>}. */
    static SessionSelection of(Parameters parameters) {
        return new SessionSelection(
                parameters.text(ROLE, ROLE_NAME).orElse(null),
                shaped(
                        parameters,
                        SOURCE,
                        PRINCIPAL,
                        "acs:ram::<account id>:user/<name>, :role/<name> or :oidc-provider/<name>"),
                shaped(parameters, PARTNER, ACCOUNT, "an account id of 16 digits"));
    }

    private static @Nullable String shaped(Parameters parameters, String name, Pattern shape, String expected) {
        String text = parameters.text(name).orElse(null);
        if (text != null && !shape.matcher(text).matches()) {
            throw Parameters.invalid(name, "must be " + expected);
        }
        return text;
    }

    /** Itself if it says exactly one thing; {@code MissingParameter} or {@code InvalidParameter} otherwise. */
    SessionSelection requireOne() {
        int given = (roleName == null ? 0 : 1) + (sourceArn == null ? 0 : 1) + (partnerAccountId == null ? 0 : 1);
        if (given == 1) {
            return this;
        }
        throw new ApiException(
                given == 0 ? ErrorCode.MISSING_PARAMETER : ErrorCode.INVALID_PARAMETER,
                "Exactly one of the parameters " + ROLE + ", " + SOURCE + " and " + PARTNER + " is required.");
    }
}
