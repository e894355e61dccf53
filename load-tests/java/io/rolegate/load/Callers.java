package io.rolegate.load;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIf;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.http.client.Request;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** What callers do. Each request is signed right before it is sent, with a nonce of its own. */
final class Callers {
    /** Calls of one session in {@link #day}. */
    static final int CALLS = 20;

    private static final int SHED = 503;
    private static final String SESSION = "credentials";
    private static final String SIGNED = "signed";
    private static final String SIGNED_NANOS = "signedNanos";
    private static final String ALLOWED_QUEUE = "orders-incoming";
    private static final String OTHER_QUEUE = "billing";

    private final Gateway gateway;
    private final boolean mayBeShed;

    /** @param mayBeShed whether 503 is as good an answer as any: come again */
    Callers(Gateway gateway, boolean mayBeShed) {
        this.gateway = gateway;
        this.mayBeShed = mayBeShed;
    }

    private CheckBuilder answers(int expected) {
        return mayBeShed ? status().in(expected, SHED) : status().is(expected);
    }

    HttpProtocolBuilder protocol() {
        return http.baseUrl(gateway.address())
                .disableUrlEncoding()
                .disableCaching()
                .disableFollowRedirect()
                .disableAutoReferer()
                .disableAutoOrigin()
                .shareConnections()
                .userAgentHeader("rolegate-load-test")
                .sign(Callers::putHeaders);
    }

    private static Request putHeaders(Request request, Session session) {
        SignedRequest signed = session.get(SIGNED);
        for (int index = 0; index < signed.headers().size(); index++) {
            request.getHeaders().set(signed.headers().name(index), signed.headers().value(index));
        }
        return request;
    }

    /** Assumes the role, works in all dialects, and now and then asks for what it may not have. */
    ChainBuilder day() {
        return exec(assumeRole())
                .exec(exitHereIf(session -> !session.contains(SESSION)))
                .exec(repeat(CALLS).on(randomSwitch()
                        .on(
                                percent(25)
                                        .then(call("list clusters, ACS3", Calls.clusters(Dialect.ACS3), answers(200))),
                                percent(20)
                                        .then(call("list clusters, ROA", Calls.clusters(Dialect.ROA), answers(200))),
                                percent(15)
                                        .then(call("who am I, RPC", Calls.identity(), answers(200))),
                                percent(15)
                                        .then(call("send message, MNS", Calls.send(ALLOWED_QUEUE), answers(201))),
                                percent(15)
                                        .then(call(
                                                "queue's attributes, MNS",
                                                Calls.attributes(ALLOWED_QUEUE),
                                                answers(200))),
                                percent(7)
                                        .then(call("denied: another queue", Calls.send(OTHER_QUEUE), answers(403))),
                                percent(3).then(forged()))));
    }

    /** Assumes the role and keeps the session. */
    ChainBuilder assumeRole() {
        UnsignedRequest request = Calls.assumeRole(gateway.roleArn(), "load-test");
        return exec(session -> sign(session, request, gateway.user()))
                .exec(send("AssumeRole, RPC", request)
                        .check(answers(200))
                        .checkIf((answer, session) -> answer.status().code() == 200)
                        .then(bodyString().transform(Calls::session).saveAs(SESSION)));
    }

    /** One call of the session. */
    static ChainBuilder call(String name, UnsignedRequest request, CheckBuilder check) {
        return exec(session -> sign(session, request, session.get(SESSION)))
                .exec(send(name, request).check(check));
    }

    /** When the call under way was signed. */
    static long signedNanos(Session session) {
        return session.getLong(SIGNED_NANOS);
    }

    private ChainBuilder forged() {
        UnsignedRequest request = Calls.clusters(Dialect.ACS3);
        Function<Session, SigningCredentials> forger = session -> {
            SigningCredentials known = session.get(SESSION);
            return new SigningCredentials(known.accessKeyId(), "another secret", known.securityToken());
        };
        return exec(session -> sign(session, request, forger.apply(session)))
                .exec(send("refused: wrong signature", request).check(answers(400)));
    }

    private static Session sign(Session session, UnsignedRequest request, SigningCredentials caller) {
        SignedRequest signed = Signer.sign(
                request, caller, Instant.now(), UUID.randomUUID().toString());
        return session.set(SIGNED, signed).set(SIGNED_NANOS, System.nanoTime());
    }

    private static HttpRequestActionBuilder send(String name, UnsignedRequest request) {
        HttpRequestActionBuilder sending = http(name)
                .httpRequest(request.method(), session -> session.<SignedRequest>get(SIGNED).target());
        return request.body().length == 0
                ? sending
                : sending.body(ByteArrayBody(session -> session.<SignedRequest>get(SIGNED).body()));
    }
}
