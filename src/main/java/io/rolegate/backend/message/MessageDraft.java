package io.rolegate.backend.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message before its queue takes it, already checked.
 *
 * @param delaySeconds how long nobody sees it
 * @param priority 1, first, to 16
 */
record MessageDraft(String body, int delaySeconds, int priority) {
    private static final int DEFAULT_PRIORITY = 8;

    /** Reads a {@code Message} element; InvalidArgument where the queue's limits are not kept. */
    static MessageDraft of(XmlElement message, QueueAttributes queue) {
        return new MessageDraft(
                requireBody(message.child("MessageBody"), queue.maximumMessageSize()),
                Range.DELAY_SECONDS.parse(message.child("DelaySeconds"), queue.delaySeconds()),
                Range.PRIORITY.parse(message.child("Priority"), DEFAULT_PRIORITY));
    }

    /**
     * A topic's notification, sent with the queue's own delay. Its envelope may exceed the queue's message size: it
     * would otherwise lose a message that the topic accepted.
     */
    static MessageDraft notification(String body, QueueAttributes queue) {
        return new MessageDraft(body, queue.delaySeconds(), DEFAULT_PRIORITY);
    }

    /** The body, where it is there and has 1 to {@code max} bytes. */
    static String requireBody(Optional<String> body, int max) {
        String text = body.orElse("");
        if (text.isEmpty() || bytes(text) > max) {
            throw MnsError.INVALID_ARGUMENT.because(
                    "The length of MessageBody should be between 1 and " + max + " bytes");
        }
        return text;
    }

    /** Size as limits count it. */
    static int bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }
}
