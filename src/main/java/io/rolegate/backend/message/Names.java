package io.rolegate.backend.message;

import java.util.regex.Pattern;

/** Checks the names that callers choose: letters, digits and hyphens, no hyphen first, 120 characters at most. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final int MAX_LENGTH = 120;
    private static final String RULE =
            " may hold letters, digits and hyphens, must begin with a letter or digit and have 1 to 120 characters";

    private Names() {}

    static String queue(String name) {
        if (name.length() > MAX_LENGTH) {
            throw MnsError.QUEUE_NAME_LENGTH.because("A queue's name has " + MAX_LENGTH + " characters at most");
        }
        return checked(name, MnsError.INVALID_QUEUE_NAME, "A queue's name");
    }

    static String topic(String name) {
        return checked(name, MnsError.TOPIC_NAME_INVALID, "A topic's name");
    }

    static String subscription(String name) {
        return checked(name, MnsError.SUBSCRIPTION_NAME_INVALID, "A subscription's name");
    }

    private static String checked(String name, MnsError error, String subject) {
        if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
            throw error.because(subject + RULE);
        }
        return name;
    }
}
