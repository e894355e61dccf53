package io.rolegate.console.page;

import io.rolegate.client.SignedClient.Reply;
import io.rolegate.console.call.CallRefused;
import io.rolegate.console.call.MessageText;
import io.rolegate.console.call.PathText;
import io.rolegate.console.call.XmlBody;
import io.rolegate.console.web.Form;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Queues of the message service, and what is in them. */
public final class QueuePages {
    private static final String[] ATTRIBUTES = {
        "DelaySeconds", "VisibilityTimeout", "MessageRetentionPeriod", "MaximumMessageSize", "PollingWaitSeconds"
    };

    private final Site site;
    private final String region;

    /** @param region in the ARNs of resources */
    public QueuePages(Site site, String region) {
        this.site = site;
        this.region = region;
    }

    /** Ties the pages to their addresses. */
    public void mount() {
        site.getInside("queues", this::list);
        site.postInside("queues", this::create);
        site.getInside("queues/:queue", inside -> show(inside, null));
        site.postInside("queues/:queue/attributes", this::setAttributes);
        site.postInside("queues/:queue/send", this::send);
        site.postInside("queues/:queue/receive", inside -> take(inside, "receive"));
        site.postInside("queues/:queue/peek", inside -> take(inside, "peek"));
        site.postInside("queues/:queue/delete-message", this::deleteMessage);
        site.postInside("queues/:queue/delete", this::delete);
    }

    private Future<View> list(Inside inside) {
        return MessageLists.names(inside, "/queues", "Queue").map(part -> {
            Map<String, Object> model = new HashMap<>();
            model.put("queues", part);
            model.put("prefix", inside.visit().query("prefix"));
            return View.page("queues", model);
        });
    }

    private Future<View> create(Inside inside) {
        String name = inside.form().text("name");
        return inside.calls()
                .messages("PUT", "/queues/" + PathText.segment(name), body(inside.form()), UnaryOperator.identity())
                .map(created -> inside.done("queues/" + PathText.segment(name), "queue.created", name))
                .recover(inside.backTo("queues"));
    }

    private static XmlBody body(Form form) {
        XmlBody body = new XmlBody("Queue");
        for (String attribute : ATTRIBUTES) {
            body.add(attribute, form.text(attribute));
        }
        return body;
    }

    /** @param message what was received or peeked at; null where nothing was asked for */
    private Future<View> show(Inside inside, @Nullable Map<String, Object> message) {
        Future<Map<String, Object>> attributes = Inside.part(inside.calls()
                .messages("GET", path(inside), UnaryOperator.identity())
                .map(MessageLists::fields));
        Future<Map<String, Rights.Denied>> denied = denied(inside);
        return Future.all(attributes, denied).map(read -> {
            Map<String, Object> model = new HashMap<>();
            model.put("queue", inside.path("queue"));
            model.put("attributes", attributes.result());
            model.put("denied", denied.result());
            model.put("names", ATTRIBUTES);
            model.put("message", message);
            return View.page("queue", model);
        });
    }

    private Future<Map<String, Rights.Denied>> denied(Inside inside) {
        String queue = "acs:mns:" + region + ":" + inside.identity().accountId() + ":/queues/" + inside.path("queue");
        String messages = queue + "/messages";
        return Rights.denied(
                inside,
                List.of(
                        new Rights.Deed("mns:SendMessage", messages),
                        new Rights.Deed("mns:ReceiveMessage", messages),
                        new Rights.Deed("mns:PeekMessage", messages),
                        new Rights.Deed("mns:DeleteMessage", messages),
                        new Rights.Deed("mns:SetQueueAttributes", queue),
                        new Rights.Deed("mns:DeleteQueue", queue)));
    }

    private static String path(Inside inside) {
        return "/queues/" + PathText.segment(inside.path("queue"));
    }

    private static String page(Inside inside) {
        return "queues/" + PathText.segment(inside.path("queue"));
    }

    private Future<View> setAttributes(Inside inside) {
        return inside.calls()
                .messages("PUT", path(inside), body(inside.form()), request -> request.query("metaoverride", "true"))
                .map(set -> inside.done(page(inside), "attributes.set"))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> send(Inside inside) {
        XmlBody message = new XmlBody("Message")
                .add("MessageBody", MessageText.encode(inside.form().raw("body")))
                .add("DelaySeconds", inside.form().text("delay"))
                .add("Priority", inside.form().text("priority"));
        return inside.calls()
                .messages("POST", path(inside) + "/messages", message, UnaryOperator.identity())
                .map(sent -> inside.done(
                        page(inside),
                        "queue.sent",
                        MessageLists.fields(sent).getOrDefault("MessageId", "").toString()))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> take(Inside inside, String how) {
        return inside.calls()
                .messages(
                        "GET",
                        path(inside) + "/messages",
                        request -> how.equals("peek") ? request.query("peekonly", "true") : request)
                .map(QueuePages::message)
                .recover(failure ->
                        isEmpty(failure) ? Future.succeededFuture(Map.of("none", true)) : Future.failedFuture(failure))
                .compose(message -> show(inside, message))
                .recover(inside.backTo(page(inside)));
    }

    private static boolean isEmpty(Throwable failure) {
        return failure instanceof CallRefused refused
                && refused.explanation().code().equals("MessageNotExist");
    }

    private static Map<String, Object> message(Reply reply) {
        Map<String, Object> message = new HashMap<>(MessageLists.fields(reply));
        message.put(
                "text",
                MessageText.decode(message.getOrDefault("MessageBody", "").toString()));
        return message;
    }

    private Future<View> deleteMessage(Inside inside) {
        return inside.calls()
                .messages(
                        "DELETE",
                        path(inside) + "/messages",
                        request -> request.query("ReceiptHandle", inside.form().text("handle")))
                .map(deleted -> inside.done(page(inside), "queue.messageDeleted"))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> delete(Inside inside) {
        return inside.calls()
                .messages("DELETE", path(inside), UnaryOperator.identity())
                .map(deleted -> inside.done("queues", "queue.deleted", inside.path("queue")))
                .recover(inside.backTo(page(inside)));
    }
}
