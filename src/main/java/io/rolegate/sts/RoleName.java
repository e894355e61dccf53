package io.rolegate.sts;

import io.rolegate.identity.Role;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role as a caller names it, before anything is looked up.
 *
 * @param name as typed; names ignore ASCII case
 */
record RoleName(String accountId, String name) {
    private static final Pattern ARN = Pattern.compile("acs:ram::([0-9]{16}):role/([A-Za-z0-9.-]{1,64})");

    /** Reads {@code acs:ram::<16 digits>:role/<name>}; empty for anything else. */
    static Optional<RoleName> ofArn(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() ? Optional.of(new RoleName(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String arn() {
        return Role.arn(accountId, name);
    }
}
