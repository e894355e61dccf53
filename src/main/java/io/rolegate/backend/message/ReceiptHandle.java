package io.rolegate.backend.message;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The right to delete a received message or to change when it is seen again. Each receive and each change makes a new
 * one and ends the one before. Made of characters that need no escaping in a query.
 */
record ReceiptHandle(String messageId, String text) {
    private static final Pattern FORM = Pattern.compile("1-([0-9A-F]{32})-[0-9A-F]{32}");

    static ReceiptHandle fresh(String messageId) {
        return new ReceiptHandle(messageId, "1-" + messageId + "-" + randomHex());
    }

    /** Reads a handle; ReceiptHandleError where it can't have come from here. */
    static ReceiptHandle parse(String text) {
        var match = FORM.matcher(text.trim());
        if (!match.matches()) {
            throw MnsError.RECEIPT_HANDLE_ERROR.because("The receipt handle you provided is not valid");
        }
        return new ReceiptHandle(match.group(1), text.trim());
    }

    /** 32 hex digits, unguessable. */
    static String randomHex() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
