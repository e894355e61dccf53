package io.rolegate.api;

import java.nio.charset.StandardCharsets;

/** A body ready to be sent, in UTF-8. */
public record Rendered(String contentType, String body) {
    static final String JSON = "application/json;charset=utf-8";
    static final String XML = "text/xml;charset=utf-8";

    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
