package io.rolegate.journey;

import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests of our own signer over a plain HTTP client, for what no SDK can be brought to send. */
final class Wire implements AutoCloseable {
    private static final int SECONDS = 30;
    private static final int CONNECTIONS = 8;

    private final Vertx vertx = Vertx.vertx();
    private final URI gateway;
    private final InstantSource clock;
    private final HttpClient client;

    private Wire(URI gateway, InstantSource clock, String localAddress) {
        this.gateway = gateway;
        this.clock = clock;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setLocalAddress(localAddress), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** @param clock what requests are dated by */
    static Wire to(URI gateway, InstantSource clock) {
        return from("127.0.0.1", gateway, clock);
    }

    /** A client whose connections come from the given loopback address. */
    static Wire from(String localAddress, URI gateway, InstantSource clock) {
        return new Wire(gateway, clock, localAddress);
    }

    /** An answer, whatever its status. */
    record Reply(int status, MultiMap headers, String body) {
        private static final Pattern XML = Pattern.compile("<(Code|RequestId|Message)>([^<]*)</");
        private static final Pattern JSON = Pattern.compile("\"(Code|RequestId|Message)\" ?: ?\"([^\"]*)\"");

        /** The error's code; empty for a success. */
        String code() {
            return field("Code");
        }

        String requestId() {
            return field("RequestId");
        }

        private String field(String name) {
            Matcher matcher = (body.startsWith("<") ? XML : JSON).matcher(body);
            while (matcher.find()) {
                if (matcher.group(1).equals(name)) {
                    return matcher.group(2);
                }
            }
            return "";
        }

        /** Status and code, as tests compare them. */
        String outcome() {
            return (status + " " + code()).strip();
        }
    }

    /** Signs the request for this moment and sends it. */
    Reply call(UnsignedRequest request, SigningCredentials credentials) throws TimeoutException {
        return send(sign(request, credentials, clock.instant()));
    }

    SignedRequest sign(UnsignedRequest request, SigningCredentials credentials, Instant date) {
        return Signer.sign(request, credentials, date, UUID.randomUUID().toString());
    }

    Reply send(SignedRequest signed) throws TimeoutException {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int index = 0; index < signed.headers().size(); index++) {
            headers.add(signed.headers().name(index), signed.headers().value(index));
        }
        return send(signed.method(), signed.target(), headers, signed.body());
    }

    /** Sends a request that nobody has signed. */
    Reply sendUnsigned(String method, String target, Map<String, String> headers) throws TimeoutException {
        return sendUnsigned(method, target, headers, "");
    }

    /** Sends a request with a body that nobody has signed. */
    Reply sendUnsigned(String method, String target, Map<String, String> headers, String body) throws TimeoutException {
        return send(
                method,
                target,
                MultiMap.caseInsensitiveMultiMap().addAll(headers),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Reply send(String method, String target, MultiMap headers, byte[] body) throws TimeoutException {
        return client.request(HttpMethod.valueOf(method), gateway.getPort(), gateway.getHost(), target)
                .compose(request -> send(request, headers, body))
                .await(SECONDS, TimeUnit.SECONDS);
    }

    private static Future<Reply> send(HttpClientRequest request, MultiMap headers, byte[] body) {
        request.headers().addAll(headers);
        Future<HttpClientResponse> response = body.length == 0 ? request.send() : request.send(Buffer.buffer(body));
        return response.compose(
                head -> head.body().map(bytes -> new Reply(head.statusCode(), head.headers(), bytes.toString())));
    }

    @Override
    public void close() throws TimeoutException {
        client.close().compose(closed -> vertx.close()).await(SECONDS, TimeUnit.SECONDS);
    }
}
