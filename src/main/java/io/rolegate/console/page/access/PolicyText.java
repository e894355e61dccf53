package io.rolegate.console.page.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Policy documents as people read them. */
final class PolicyText {
    private PolicyText() {}

    /** Each part on a line of its own; a document that can't be read stays as it is. */
    static String pretty(String document) {
        try {
            return new JsonObject(document).encodePrettily();
        } catch (DecodeException unreadable) {
            return document;
        }
    }

    /** What differs in meaning, not in layout. */
    static List<LineDiff.Line> diff(String before, String after) {
        return LineDiff.between(pretty(before), pretty(after));
    }
}
