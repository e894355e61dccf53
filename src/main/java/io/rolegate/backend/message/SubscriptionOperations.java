package io.rolegate.backend.message;

import java.time.InstantSource;

/** The operations on a topic's subscriptions. */
final class SubscriptionOperations {
    private static final int MAX_SUBSCRIPTIONS = 100;

    private final InstantSource clock;
    private final String region;

    SubscriptionOperations(InstantSource clock, String region) {
        this.clock = clock;
        this.region = region;
    }

    Answer list(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        Page<Subscription> page = Page.of(topic.subscriptions(), request);
        return Answer.xml(200, "Subscriptions", xml -> {
            for (Subscription subscription : page.items()) {
                xml.element("Subscription", one -> {
                    one.text("SubscriptionURL", url(request, topic, subscription.name()));
                    write(request, topic, subscription, one);
                });
            }
            page.nextMarker().ifPresent(marker -> xml.text("NextMarker", marker));
        });
    }

    /** Subscribe, or SetSubscriptionAttributes where the query says so. */
    Answer put(MnsRequest request) {
        return request.flag("metaoverride") ? setAttributes(request) : subscribe(request);
    }

    Answer getAttributes(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        Subscription subscription = topic.subscription(request.path("subscription"));
        return Answer.xml(200, "Subscription", xml -> write(request, topic, subscription, xml));
    }

    Answer unsubscribe(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        topic.subscriptions()
                .remove(topic.subscription(request.path("subscription")).name());
        return Answer.noContent();
    }

    private Answer subscribe(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        String name = Names.subscription(request.path("subscription"));
        Subscription.Settings settings = Subscription.Settings.of(
                request.body("Subscription"), region, request.account().id());
        Subscription existing = topic.subscriptions().get(name);
        if (existing != null && !existing.settings().matches(settings)) {
            throw MnsError.SUBSCRIPTION_ALREADY_EXIST.because("The subscription you want to create is already exist.");
        }
        if (existing == null) {
            if (topic.subscriptions().size() >= MAX_SUBSCRIPTIONS) {
                throw MnsError.INVALID_ARGUMENT.because(
                        "A topic holds at most " + MAX_SUBSCRIPTIONS + " subscriptions");
            }
            long now = clock.millis();
            topic.subscriptions().put(name, new Subscription(name, settings, now, now));
        }
        return Answer.located(existing == null, url(request, topic, name));
    }

    private Answer setAttributes(MnsRequest request) {
        Topic topic = request.account().topic(request.path("topic"));
        Subscription subscription = topic.subscription(request.path("subscription"));
        topic.subscriptions()
                .put(subscription.name(), subscription.changedBy(request.body("Subscription"), clock.millis()));
        return Answer.noContent();
    }

    private static void write(MnsRequest request, Topic topic, Subscription subscription, XmlWriter xml) {
        xml.text("SubscriptionName", subscription.name())
                .text("Subscriber", request.account().id())
                .text("TopicOwner", request.account().id())
                .text("TopicName", topic.name())
                .text("Endpoint", subscription.settings().endpoint().text())
                .text("NotifyStrategy", subscription.settings().strategy().name())
                .text("NotifyContentFormat", subscription.settings().format().name())
                .number("CreateTime", subscription.createTime() / 1000)
                .number("LastModifyTime", subscription.lastModifyTime() / 1000);
        subscription.settings().filterTag().ifPresent(tag -> xml.text("FilterTag", tag));
    }

    private static String url(MnsRequest request, Topic topic, String subscription) {
        return request.baseUrl() + "/topics/" + topic.name() + "/subscriptions/" + subscription;
    }
}
