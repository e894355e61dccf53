package io.rolegate.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request to be signed. Built by {@link #builder}; immutable. */
public final class UnsignedRequest {

    private final Dialect dialect;
    private final String method;
    private final String rawPath;
    private final List<Parameter> query;
    private final List<Parameter> form;
    private final List<Map.Entry<String, String>> headers;
    private final @Nullable String action;
    private final @Nullable String version;
    private final byte[] body;
    private final boolean bodyProtected;

    private UnsignedRequest(Builder builder) {
        this.dialect = builder.dialect;
        this.method = builder.method;
        this.rawPath = builder.rawPath;
        this.query = List.copyOf(builder.query);
        this.form = List.copyOf(builder.form);
        this.headers = List.copyOf(builder.headers);
        this.action = builder.action;
        this.version = builder.version;
        this.body = builder.body;
        this.bodyProtected = builder.bodyProtected;
    }

    /**
     * Begins a request.
     *
     * @param rawPath percent-encoded path, {@code /} for RPC
     */
    public static Builder builder(Dialect dialect, String method, String rawPath) {
        return new Builder(dialect, method, rawPath);
    }

    /** How it is to be signed. */
    public Dialect dialect() {
        return dialect;
    }

    /** The method. */
    public String method() {
        return method;
    }

    /** The percent-encoded path. */
    public String rawPath() {
        return rawPath;
    }

    /** Query parameters, not encoded. */
    public List<Parameter> query() {
        return query;
    }

    /** Form parameters, not encoded; they make the body where there are any. */
    public List<Parameter> form() {
        return form;
    }

    /** Headers to send along, in order. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The operation: parameter Action, or header x-acs-action; null for none. */
    public @Nullable String action() {
        return action;
    }

    /** The API version: parameter Version, or header x-acs-version or x-mns-version; null for none. */
    public @Nullable String version() {
        return version;
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    boolean bodyProtected() {
        return bodyProtected;
    }

    /** Collects the parts of a request. */
    public static final class Builder {

        private final Dialect dialect;
        private final String method;
        private final String rawPath;
        private final List<Parameter> query = new ArrayList<>();
        private final List<Parameter> form = new ArrayList<>();
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();
        private @Nullable String action;
        private @Nullable String version;
        private byte[] body = new byte[0];
        private boolean bodyProtected = true;

        private Builder(Dialect dialect, String method, String rawPath) {
            this.dialect = Objects.requireNonNull(dialect);
            this.method = method;
            this.rawPath = rawPath;
        }

        /** Adds a query parameter, not encoded. */
        public Builder query(String name, String value) {
            query.add(new Parameter(name, value));
            return this;
        }

        /** Adds a form parameter, not encoded; a content type is added where none is given. */
        public Builder form(String name, String value) {
            form.add(new Parameter(name, value));
            return this;
        }

        /** Adds a header. ACS3 signs {@code host} where it is given. */
        public Builder header(String name, String value) {
            headers.add(Map.entry(name, value));
            return this;
        }

        /** Names the operation. */
        public Builder action(String name) {
            action = name;
            return this;
        }

        /** Names the API version. */
        public Builder version(String text) {
            version = text;
            return this;
        }

        /** The body; copied. Not together with form parameters. */
        public Builder body(byte[] bytes) {
            body = bytes.clone();
            return this;
        }

        /** Adds no Content-MD5 under ROA and MNS, as some official clients don't. Default: adds it to any body. */
        public Builder withoutContentMd5() {
            bodyProtected = false;
            return this;
        }

        /**
         * The request.
         *
         * @throws IllegalArgumentException for form parameters beside a body
         */
        public UnsignedRequest build() {
            if (!form.isEmpty()) {
                if (body.length > 0) {
                    throw new IllegalArgumentException("a request has form parameters or a body, not both");
                }
                boolean typed =
                        headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase("content-type"));
                if (!typed) {
                    header("content-type", "application/x-www-form-urlencoded");
                }
                body = SignedRequest.encode(form);
            }
            return new UnsignedRequest(this);
        }
    }
}
