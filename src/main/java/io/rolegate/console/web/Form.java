package io.rolegate.console.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a form, as a browser sent them. */
public final class Form {
    /** Room for the longest message, each of its characters encoded. */
    private static final int MOST_BYTES = 512 * 1024;

    private static final int MOST_FIELDS = 512;

    /** No field at all. */
    public static final Form EMPTY = new Form(Map.of());

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Reads the body; fails with {@link TooLarge}. */
    static Future<Form> read(HttpServerRequest request) {
        Promise<Form> read = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
                    if (body.length() + piece.length() > MOST_BYTES) {
                        read.tryFail(new TooLarge());
                    } else {
                        body.appendBuffer(piece);
                    }
                })
                .exceptionHandler(read::tryFail)
                .endHandler(end -> read.tryComplete(parse(body.toString(StandardCharsets.UTF_8))));
        request.resume();
        return read.future();
    }

    /** A form of more bytes than any page of ours sends. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("form too large", null, false, false);
        }
    }

    private static Form parse(String body) {
        return new Form(new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MOST_FIELDS, false).parameters());
    }

    /** The field's text without blanks around it; empty where there is none. */
    public String text(String name) {
        return raw(name).strip();
    }

    /** The text with the line ends of every other system, for documents that browsers send with those of their own. */
    public String lines(String name) {
        return text(name).replace("\r\n", "\n");
    }

    /** The first text of every field, to be shown again; empty where no form was sent. */
    Map<String, String> typed() {
        Map<String, String> typed = new HashMap<>();
        fields.keySet().forEach(name -> typed.put(name, raw(name)));
        return typed;
    }

    /** The field as it is, for passwords and messages. */
    public String raw(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
