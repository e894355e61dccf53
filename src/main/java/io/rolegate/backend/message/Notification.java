package io.rolegate.backend.message;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A topic's message on its way to one subscription.
 *
 * @param publishTime milliseconds since the epoch
 */
record Notification(
        String topicOwner,
        String topicName,
        String subscriptionName,
        String messageId,
        String message,
        String messageMd5,
        Optional<String> messageTag,
        long publishTime) {

    /** What the subscribed queue gets as the message's body. */
    enum Format {
        XML {
            @Override
            String render(Notification notification) {
                return XmlWriter.document("Notification", notification::write);
            }
        },
        JSON {
            @Override
            String render(Notification notification) {
                return notification.json().encode();
            }
        },
        /** The published body alone. */
        SIMPLIFIED {
            @Override
            String render(Notification notification) {
                return notification.message();
            }
        };

        abstract String render(Notification notification);

        static Format parse(Optional<String> text) {
            if (text.isEmpty()) {
                return XML;
            }
            String wanted = text.get().trim();
            for (Format format : values()) {
                if (format.name().equals(wanted)) {
                    return format;
                }
            }
            throw MnsError.INVALID_ARGUMENT.because(
                    "The value of NotifyContentFormat should be XML, JSON or SIMPLIFIED");
        }
    }

    private void write(XmlWriter xml) {
        xml.text("TopicOwner", topicOwner)
                .text("TopicName", topicName)
                .text("Subscriber", topicOwner)
                .text("SubscriptionName", subscriptionName)
                .text("MessageId", messageId)
                .text("Message", message)
                .text("MessageMD5", messageMd5);
        messageTag.ifPresent(tag -> xml.text("MessageTag", tag));
        xml.number("PublishTime", publishTime);
    }

    private JsonObject json() {
        JsonObject json = new JsonObject()
                .put("TopicOwner", topicOwner)
                .put("TopicName", topicName)
                .put("Subscriber", topicOwner)
                .put("SubscriptionName", subscriptionName)
                .put("MessageId", messageId)
                .put("Message", message)
                .put("MessageMD5", messageMd5)
                .put("PublishTime", publishTime);
        messageTag.ifPresent(tag -> json.put("MessageTag", tag));
        return json;
    }
}
