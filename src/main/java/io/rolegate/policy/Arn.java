package io.rolegate.policy;

import java.util.Optional;

/**
 * The name of a resource, {@code acs:<service>:<region>:<account>:<relative-id>} (ram.md §1.1). Region and account
 * may be empty; the relative id keeps its colons.
 */
public record Arn(String service, String region, String accountId, String relativeId) {
    private static final String PREFIX = "acs:";

    /** The ARN that {@code text} spells, or empty where it spells none. Nothing is trimmed or folded. */
    public static Optional<Arn> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int service = PREFIX.length();
        int region = text.indexOf(':', service) + 1;
        int account = region == 0 ? 0 : text.indexOf(':', region) + 1;
        int relativeId = account == 0 ? 0 : text.indexOf(':', account) + 1;
        if (relativeId == 0) {
            return Optional.empty();
        }
        return Optional.of(new Arn(
                text.substring(service, region - 1),
                text.substring(region, account - 1),
                text.substring(account, relativeId - 1),
                text.substring(relativeId)));
    }

    /** The text that {@link #parse} reads. */
    public String format() {
        return PREFIX + service + ':' + region + ':' + accountId + ':' + relativeId;
    }
}
