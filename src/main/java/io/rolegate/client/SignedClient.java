package io.rolegate.client;

import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls the gateway as an SDK would, signed by our own signers. */
public final class SignedClient {
    private static final int IDLE_SECONDS = 60;
    private static final int CONNECTIONS = 64;

    private final WebClient client;
    private final URI gateway;
    private final @Nullable String hostName;
    private final InstantSource clock;

    /**
     * A client of one gateway.
     *
     * @param gateway scheme, host and port
     * @param authorities certificates in PEM, one of which the gateway's is issued by; null for those that Java knows
     * @param clock what requests are dated by
     */
    public SignedClient(Vertx vertx, URI gateway, @Nullable Path authorities, InstantSource clock) {
        this(
                vertx,
                gateway,
                authorities == null
                        ? options()
                        : options().setTrustOptions(new PemTrustOptions().addCertPath(authorities.toString())),
                null,
                clock);
    }

    private SignedClient(
            Vertx vertx, URI gateway, WebClientOptions options, @Nullable String hostName, InstantSource clock) {
        this.client = WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.gateway = gateway;
        this.hostName = hostName;
        this.clock = clock;
    }

    /**
     * A client of a listener in this process, by its address.
     *
     * @param trust by which the listener is known, whatever name its certificate is for; null where it speaks no TLS
     * @param hostName a name that the listener takes requests for; null where it takes any
     */
    public static SignedClient ofOwnListener(
            Vertx vertx, URI listener, @Nullable TrustOptions trust, @Nullable String hostName, InstantSource clock) {
        WebClientOptions options =
                trust == null ? options() : options().setTrustOptions(trust).setVerifyHost(false);
        return new SignedClient(vertx, listener, options, hostName, clock);
    }

    private static WebClientOptions options() {
        return new WebClientOptions()
                .setFollowRedirects(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setUserAgent("rolegate");
    }

    /** An answer, whatever its status. */
    public record Reply(int status, @Nullable String contentType, String body, @Nullable String requestId) {
        /** Whether the gateway did what was asked. */
        public boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    /** Signs the request for this moment and sends it. */
    public Future<Reply> call(UnsignedRequest request, SigningCredentials credentials) {
        SignedRequest signed = Signer.sign(
                request, credentials, clock.instant(), UUID.randomUUID().toString());
        boolean secure = "https".equals(gateway.getScheme());
        int port = gateway.getPort() > 0 ? gateway.getPort() : secure ? 443 : 80;
        HttpRequest<Buffer> outgoing = client.request(
                        HttpMethod.valueOf(signed.method()), port, gateway.getHost(), signed.target())
                .ssl(secure);
        if (hostName != null) {
            outgoing.virtualHost(hostName);
        }
        for (int index = 0; index < signed.headers().size(); index++) {
            outgoing.putHeader(signed.headers().name(index), signed.headers().value(index));
        }
        byte[] body = signed.body();
        return (body.length == 0 ? outgoing.send() : outgoing.sendBuffer(Buffer.buffer(body))).map(SignedClient::reply);
    }

    private static Reply reply(HttpResponse<Buffer> response) {
        String body = response.bodyAsString();
        return new Reply(
                response.statusCode(),
                response.getHeader("content-type"),
                body == null ? "" : body,
                response.getHeader("x-acs-request-id"));
    }
}
