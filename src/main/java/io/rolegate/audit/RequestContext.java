package io.rolegate.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of condition keys that no other field of a record holds; {@link AuditEvent#conditionValues} has all of them.
 *
 * @param principalArn {@code acs:PrincipalArn}, of role sessions the role's
 * @param secureTransport {@code acs:SecureTransport}
 * @param mfaPresent {@code acs:MFAPresent}, null where nobody logged on
 * @param supplied what the operation's own parameters say, by key as services name it; not copied
 */
public record RequestContext(
        String principalArn,
        boolean secureTransport,
        @Nullable Boolean mfaPresent,
        Map<String, List<String>> supplied) {

    static final int MOST_KEYS = 16;
    static final int MOST_VALUES = 16;
}
