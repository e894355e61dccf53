package io.rolegate.signature.doctor;

import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.signature.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it was recorded, however malformed. Immutable. */
public final class Recording {
    private final String method;
    private final String target;
    private final List<Map.Entry<String, String>> sentHeaders;
    private final HeaderList headers;
    private final byte @Nullable [] body;

    /**
     * @param headers name and value in the order sent
     * @param body null where it was not recorded; not to be changed
     */
    public Recording(String method, String target, List<Map.Entry<String, String>> headers, byte @Nullable [] body) {
        this.method = method;
        this.target = target;
        this.sentHeaders = List.copyOf(headers);
        this.headers = HeaderList.of(sentHeaders);
        this.body = body;
    }

    /** The SecurityToken that the request carries, wherever a dialect has it; null for none. */
    public @Nullable String securityToken() {
        for (Dialect dialect : Dialect.values()) {
            String token = dialect.tokenHeader() == null ? null : header(dialect.tokenHeader());
            if (token != null) {
                return token;
            }
        }
        return Parameters.of(this, true).value("SecurityToken");
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    byte @Nullable [] body() {
        return body;
    }

    HeaderList headers() {
        return headers;
    }

    /** The value of the first header of that lower-case name, or null. */
    @Nullable
    String header(String name) {
        return headers.first(name);
    }

    /** The path as it stands in the target. */
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** What follows the question mark, null without one. */
    @Nullable
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }

    /** The body's text, where it is a form. */
    @Nullable
    String form() {
        return body != null && CallView.hasForm(headers) ? new String(body, StandardCharsets.ISO_8859_1) : null;
    }

    /** How the gateway reads it. Only RPC 1.0, which has no Authorization, reads parameters from a form. */
    Reading read() {
        return CallView.read(method, target, headers, header("authorization") == null ? body : null);
    }

    Recording withMethod(String other) {
        return new Recording(other, target, sentHeaders, body);
    }

    Recording withPath(String path) {
        String query = query();
        return withTarget(query == null ? path : path + '?' + query);
    }

    Recording withQuery(@Nullable String query) {
        return withTarget(query == null ? path() : path() + '?' + query);
    }

    Recording withTarget(String other) {
        return new Recording(method, other, sentHeaders, body);
    }

    Recording withBody(byte[] other) {
        return new Recording(method, target, sentHeaders, other);
    }

    /** The same request with one header's value changed, the header taken out where it is null. */
    Recording withHeader(String name, @Nullable String value) {
        List<Map.Entry<String, String>> changed = new ArrayList<>();
        sentHeaders.forEach(header -> {
            if (!header.getKey().equalsIgnoreCase(name)) {
                changed.add(header);
            }
        });
        if (value != null) {
            changed.add(Map.entry(name, value));
        }
        return new Recording(method, target, changed, body);
    }
}
