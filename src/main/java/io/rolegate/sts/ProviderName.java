package io.rolegate.sts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OpenID Connect provider as a caller names it, before anything is looked up.
 *
 * @param name as typed; names ignore ASCII case
 */
record ProviderName(String accountId, String name) {
    private static final Pattern ARN = Pattern.compile("acs:ram::([0-9]{16}):oidc-provider/([A-Za-z0-9._-]{1,128})");

    /** Reads {@code acs:ram::<16 digits>:oidc-provider/<name>}; empty for anything else. */
    static Optional<ProviderName> ofArn(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() ? Optional.of(new ProviderName(matcher.group(1), matcher.group(2))) : Optional.empty();
    }
}
