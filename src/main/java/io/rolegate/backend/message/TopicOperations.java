package io.rolegate.backend.message;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/** The operations on topics; what is published goes to the subscribed queues at once. */
final class TopicOperations {
    private static final int MAX_TOPICS = 1000;

    private final InstantSource clock;
    private final NotificationDelivery delivery;

    TopicOperations(InstantSource clock, NotificationDelivery delivery) {
        this.clock = clock;
        this.delivery = delivery;
    }

    Answer list(MnsRequest request) {
        Page<Topic> page = Page.of(request.account().topics(), request);
        boolean withMeta = Range.flag("x-mns-with-meta", request.header("x-mns-with-meta"), false);
        return Answer.xml(200, "Topics", xml -> {
            for (Topic topic : page.items()) {
                xml.element("Topic", one -> {
                    one.text("TopicURL", url(request, topic.name()));
                    if (withMeta) {
                        write(topic, one);
                    }
                });
            }
            page.nextMarker().ifPresent(marker -> xml.text("NextMarker", marker));
        });
    }

    /** CreateTopic, or SetTopicAttributes where the query says so. */
    Answer put(MnsRequest request) {
        return request.flag("metaoverride") ? setAttributes(request) : create(request);
    }

    Answer getAttributes(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        return Answer.xml(200, "Topic", xml -> write(topic, xml));
    }

    Answer delete(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        request.account().topics().remove(topic.name());
        return Answer.noContent();
    }

    Answer publish(MnsRequest request) {
        Account account = request.account();
        Topic topic = account.topic(request.path("topic"));
        XmlElement message = request.body("Message");
        String body = MessageDraft.requireBody(
                message.child("MessageBody"), topic.attributes().maximumMessageSize());
        Optional<String> tag = Subscription.tag("MessageTag", message.child("MessageTag"));
        String md5 = Message.md5(body.getBytes(StandardCharsets.UTF_8));
        String id = ReceiptHandle.randomHex();

        account.makeRoom(clock.millis());
        for (Subscription subscription : topic.subscriptions().values()) {
            if (subscription.wants(tag)) {
                Notification notification = new Notification(
                        account.id(), topic.name(), subscription.name(), id, body, md5, tag, clock.millis());
                delivery.deliver(account, topic, subscription, notification);
            }
        }
        return Answer.xml(201, "Message", xml -> xml.text("MessageId", id).text("MessageBodyMD5", md5));
    }

    private Answer create(MnsRequest request) {
        Account account = request.account();
        String name = Names.topic(request.path("topic"));
        Topic.Attributes attributes = Topic.Attributes.DEFAULT.overriddenBy(request.body("Topic"));
        Topic existing = account.topics().get(name);
        if (existing != null && !existing.attributes().equals(attributes)) {
            throw MnsError.TOPIC_ALREADY_EXIST.because("The topic you want to create is already exist.");
        }
        if (existing == null) {
            if (account.topics().size() >= MAX_TOPICS) {
                throw MnsError.INVALID_ARGUMENT.because("An account holds at most " + MAX_TOPICS + " topics");
            }
            account.topics().put(name, new Topic(name, attributes, clock.millis()));
        }
        return Answer.located(existing == null, url(request, name));
    }

    private Answer setAttributes(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        topic.setAttributes(topic.attributes().overriddenBy(request.body("Topic")), clock.millis());
        return Answer.noContent();
    }

    private static void write(Topic topic, XmlWriter xml) {
        xml.text("TopicName", topic.name())
                .number("CreateTime", topic.createTime() / 1000)
                .number("LastModifyTime", topic.lastModifyTime() / 1000)
                .number("MaximumMessageSize", topic.attributes().maximumMessageSize())
                .number("MessageRetentionPeriod", Topic.RETENTION_SECONDS)
                .number("MessageCount", topic.undelivered())
                .text("LoggingEnabled", topic.attributes().loggingEnabled() ? "True" : "False");
    }

    private static String url(MnsRequest request, String topic) {
        return request.baseUrl() + "/topics/" + topic;
    }
}
