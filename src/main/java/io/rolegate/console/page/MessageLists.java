package io.rolegate.console.page;

import io.rolegate.client.SignedClient.Reply;
import io.rolegate.console.call.XmlNode;
import io.rolegate.console.web.Inside;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Lists of the message service, in pages. */
final class MessageLists {
    private static final String PAGE_SIZE = "50";

    private MessageLists() {}

    /** Names of what is below a path, and the marker of the next page. */
    static Future<Map<String, Object>> names(Inside inside, String path, String element) {
        return Inside.part(inside.calls()
                .messages("GET", path, request -> {
                    request.header("x-mns-ret-number", PAGE_SIZE);
                    if (!inside.visit().query("prefix").isEmpty()) {
                        request.header("x-mns-prefix", inside.visit().query("prefix"));
                    }
                    if (!inside.visit().query("marker").isEmpty()) {
                        request.header("x-mns-marker", inside.visit().query("marker"));
                    }
                    return request;
                })
                .map(reply -> page(reply, element)));
    }

    private static Map<String, Object> page(Reply reply, String element) {
        XmlNode list = XmlNode.parse(reply.body());
        Map<String, Object> page = new HashMap<>();
        page.put(
                "names",
                list.children(element).stream()
                        .map(one -> one.text(element + "URL"))
                        .map(url -> url.substring(url.lastIndexOf('/') + 1))
                        .toList());
        page.put("next", list.text("NextMarker"));
        return page;
    }

    /** The fields of one thing. */
    static Map<String, Object> fields(Reply reply) {
        return XmlNode.parse(reply.body()).toJson().getMap();
    }
}
