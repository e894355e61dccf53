package io.rolegate.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request ready to be sent exactly as it is; immutable. */
public final class SignedRequest {

    private final String method;
    private final String target;
    private final HeaderList headers;
    private final byte[] body;

    private SignedRequest(String method, String target, HeaderList headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /** The method. */
    public String method() {
        return method;
    }

    /** The request target, path and query. */
    public String target() {
        return target;
    }

    /** The headers, without those of framing. */
    public HeaderList headers() {
        return headers;
    }

    /** A copy of the body, empty for none. */
    public byte[] body() {
        return body.clone();
    }

    /** Method only: target and headers hold credentials. */
    @Override
    public String toString() {
        return "SignedRequest[" + method + ']';
    }

    /** The parameters in their order, encoded and joined. */
    static byte[] encode(List<Parameter> parameters) {
        CanonicalBuffer buffer = new CanonicalBuffer().parameters(parameters.toArray(new Parameter[0]));
        return Arrays.copyOf(buffer.bytes(), buffer.length());
    }

    /** What is sent, while signing adds to it. */
    static final class Draft {

        private final UnsignedRequest request;
        private final byte[] body;
        private final List<Parameter> query;
        private final List<Map.Entry<String, String>> headers;

        Draft(UnsignedRequest request) {
            this.request = request;
            this.body = request.body();
            this.query = new ArrayList<>(request.query());
            this.headers = new ArrayList<>(request.headers());
        }

        Draft header(String name, String value) {
            headers.add(Map.entry(name, value));
            return this;
        }

        /** Adds the header unless it is there already or has no value. */
        Draft headerOnce(String name, @Nullable String value) {
            boolean there = headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
            return there || value == null ? this : header(name, value);
        }

        /** Adds the query parameter unless it is there already, in query or form, or has no value. */
        Draft queryOnce(String name, @Nullable String value) {
            boolean there =
                    query.stream().anyMatch(parameter -> parameter.name().equals(name))
                            || request.form().stream()
                                    .anyMatch(parameter -> parameter.name().equals(name));
            if (!there && value != null) {
                query.add(new Parameter(name, value));
            }
            return this;
        }

        Draft contentMd5() {
            return request.bodyProtected() && body.length > 0
                    ? headerOnce("content-md5", BodyCheck.base64Digest("MD5", body))
                    : this;
        }

        /** The request as a receiver will read it, so that both sides sign the same. */
        CallView call() {
            Reading reading = CallView.read(request.method(), target(), HeaderList.of(headers), body);
            if (reading instanceof CallView call && call.rawPath().equals(request.rawPath())) {
                return call;
            }
            throw new IllegalArgumentException(
                    reading instanceof Rejection rejection ? rejection.why() : "the path must not hold a query");
        }

        SignedRequest signed() {
            return new SignedRequest(request.method(), target(), HeaderList.of(headers), body);
        }

        private String target() {
            return query.isEmpty()
                    ? request.rawPath()
                    : request.rawPath() + '?' + new CanonicalBuffer().parameters(query.toArray(new Parameter[0]));
        }
    }
}
