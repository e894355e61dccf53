package io.rolegate.console.page;

import io.rolegate.console.call.MessageText;
import io.rolegate.console.call.PathText;
import io.rolegate.console.call.XmlBody;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Topics of the message service, and who gets what is published to them. */
public final class TopicPages {
    private final Site site;
    private final String region;

    /** @param region in the ARNs of resources */
    public TopicPages(Site site, String region) {
        this.site = site;
        this.region = region;
    }

    /** Ties the pages to their addresses. */
    public void mount() {
        site.getInside("topics", this::list);
        site.postInside("topics", this::create);
        site.getInside("topics/:topic", this::show);
        site.postInside("topics/:topic/attributes", this::setAttributes);
        site.postInside("topics/:topic/publish", this::publish);
        site.postInside("topics/:topic/subscribe", this::subscribe);
        site.postInside("topics/:topic/unsubscribe", this::unsubscribe);
        site.postInside("topics/:topic/delete", this::delete);
    }

    private Future<View> list(Inside inside) {
        return MessageLists.names(inside, "/topics", "Topic").map(part -> {
            Map<String, Object> model = new HashMap<>();
            model.put("topics", part);
            model.put("prefix", inside.visit().query("prefix"));
            return View.page("topics", model);
        });
    }

    private Future<View> create(Inside inside) {
        String name = inside.form().text("name");
        return inside.calls()
                .messages(
                        "PUT",
                        "/topics/" + PathText.segment(name),
                        new XmlBody("Topic")
                                .add("MaximumMessageSize", inside.form().text("MaximumMessageSize")),
                        UnaryOperator.identity())
                .map(created -> inside.done("topics/" + PathText.segment(name), "topic.created", name))
                .recover(inside.backTo("topics"));
    }

    private Future<View> show(Inside inside) {
        Future<Map<String, Object>> attributes = Inside.part(inside.calls()
                .messages("GET", path(inside), UnaryOperator.identity())
                .map(MessageLists::fields));
        Future<Map<String, Object>> subscriptions =
                MessageLists.names(inside, path(inside) + "/subscriptions", "Subscription");
        Future<Map<String, Rights.Denied>> denied = denied(inside);
        return Future.all(attributes, subscriptions, denied).map(read -> {
            Map<String, Object> model = new HashMap<>();
            model.put("topic", inside.path("topic"));
            model.put("attributes", attributes.result());
            model.put("subscriptions", subscriptions.result());
            model.put("denied", denied.result());
            model.put("region", region);
            return View.page("topic", model);
        });
    }

    private Future<Map<String, Rights.Denied>> denied(Inside inside) {
        String topic = "acs:mns:" + region + ":" + inside.identity().accountId() + ":/topics/" + inside.path("topic");
        return Rights.denied(
                inside,
                List.of(
                        new Rights.Deed("mns:PublishMessage", topic + "/messages"),
                        new Rights.Deed("mns:SetTopicAttributes", topic),
                        new Rights.Deed("mns:DeleteTopic", topic)));
    }

    private static String path(Inside inside) {
        return "/topics/" + PathText.segment(inside.path("topic"));
    }

    private static String page(Inside inside) {
        return "topics/" + PathText.segment(inside.path("topic"));
    }

    private Future<View> setAttributes(Inside inside) {
        return inside.calls()
                .messages(
                        "PUT",
                        path(inside),
                        new XmlBody("Topic")
                                .add("MaximumMessageSize", inside.form().text("MaximumMessageSize")),
                        request -> request.query("metaoverride", "true"))
                .map(set -> inside.done(page(inside), "attributes.set"))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> publish(Inside inside) {
        XmlBody message = new XmlBody("Message")
                .add("MessageBody", MessageText.encode(inside.form().raw("body")))
                .add("MessageTag", inside.form().text("tag"));
        return inside.calls()
                .messages("POST", path(inside) + "/messages", message, UnaryOperator.identity())
                .map(sent -> inside.done(page(inside), "topic.published"))
                .recover(inside.backTo(page(inside)));
    }

    /** To a queue of the same account; the service delivers nowhere else. */
    private Future<View> subscribe(Inside inside) {
        String region = inside.form().text("region");
        XmlBody subscription = new XmlBody("Subscription")
                .add(
                        "Endpoint",
                        "acs:mns:" + region + ":" + inside.identity().accountId() + ":queues/"
                                + inside.form().text("queue"))
                .add("FilterTag", inside.form().text("filter"))
                .add("NotifyContentFormat", "SIMPLIFIED");
        return inside.calls()
                .messages("PUT", subscription(inside), subscription, UnaryOperator.identity())
                .map(subscribed -> inside.done(page(inside), "topic.subscribed"))
                .recover(inside.backTo(page(inside)));
    }

    private static String subscription(Inside inside) {
        return path(inside) + "/subscriptions/" + PathText.segment(inside.form().text("name"));
    }

    private Future<View> unsubscribe(Inside inside) {
        return inside.calls()
                .messages("DELETE", subscription(inside), UnaryOperator.identity())
                .map(unsubscribed -> inside.done(page(inside), "topic.unsubscribed"))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> delete(Inside inside) {
        return inside.calls()
                .messages("DELETE", path(inside), UnaryOperator.identity())
                .map(deleted -> inside.done("topics", "topic.deleted", inside.path("topic")))
                .recover(inside.backTo(page(inside)));
    }
}
