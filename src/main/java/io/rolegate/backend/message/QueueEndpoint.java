package io.rolegate.backend.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The only kind of endpoint that can subscribe here: a queue of the same account and region. A push to a URL would let
 * callers send requests from inside.
 *
 * @param text as the subscriber wrote it
 */
record QueueEndpoint(String text, String queue) {
    private static final Pattern FORM = Pattern.compile("acs:mns:([a-z0-9-]+):([0-9]+):/?queues/([A-Za-z0-9-]+)");

    /** Reads {@code acs:mns:<region>:<account>:queues/<name>}; InvalidArgument for anything else. */
    static QueueEndpoint parse(String text, String region, String account) {
        Matcher match = FORM.matcher(text.trim());
        if (!match.matches()) {
            throw MnsError.INVALID_ARGUMENT.because("The value of Endpoint should be a queue, acs:mns:" + region + ":"
                    + account + ":queues/<name>; other endpoints are not delivered to");
        }
        if (!match.group(1).equals(region) || !match.group(2).equals(account)) {
            throw MnsError.INVALID_ARGUMENT.because(
                    "The queue in Endpoint should be of region " + region + " and account " + account);
        }
        return new QueueEndpoint(text.trim(), Names.queue(match.group(3)));
    }
}
