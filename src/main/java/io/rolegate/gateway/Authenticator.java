package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.api.UnsignedOperation;
import io.rolegate.gateway.service.Target;
import io.rolegate.signature.BodyCheck;
import io.rolegate.signature.DateWindow;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.Presentation;
import io.rolegate.signature.Presented;
import io.rolegate.signature.Presenter;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.Verification;
import io.rolegate.signature.Verified;
import io.rolegate.signature.Verifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The second stage: key, token, signature and body hash, cheap refusals first (design, section 3). Operations that the
 * catalogue marks as unsigned, and only they, are called without: their parameters prove who calls.
 */
final class Authenticator {
    private final Callers callers;
    private final Verifier verifier;
    private final Map<Dialect, DateWindow> windows = new EnumMap<>(Dialect.class);
    private final UnsignedBodies unsignedBodies;
    private final UnsignedThrottle throttle;

    /** @param windows how far a signed date may be from now, on either side, for every dialect */
    Authenticator(
            Callers callers,
            Verifier verifier,
            Map<Dialect, Duration> windows,
            UnsignedBodies unsignedBodies,
            UnsignedThrottle throttle) {
        this.callers = callers;
        this.verifier = verifier;
        windows.forEach((dialect, window) -> this.windows.put(dialect, new DateWindow(window, window)));
        this.unsignedBodies = unsignedBodies;
        this.throttle = throttle;
    }

    Future<Authenticated> authenticate(Routed routed) {
        UnsignedOperation unsigned = routed.target().unsigned();
        Future<Authenticated> authenticated =
                unsigned == null ? signed(routed) : identified(routed, new Proof.Content(unsigned, routed.call()));
        return authenticated.onSuccess(routed.exchange()::reached);
    }

    private Future<Authenticated> identified(Routed routed, Proof.Content content) {
        Exchange exchange = routed.exchange();
        if (!Presenter.isAnonymous(routed.call())) {
            throw Refusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    routed.target().operation() + " is called without credentials; send no AccessKeyId, signature or"
                            + " SecurityToken.");
        }
        throttle.admit(exchange.sourceIp());
        return read(routed).compose(body -> {
            requireForm(routed, body);
            return callers.identified(exchange, content)
                    .map(caller -> new Authenticated(routed, content, caller, body));
        });
    }

    /** A body of another kind would go unread, though nothing says that it doesn't matter. */
    private static void requireForm(Routed routed, RequestBody body) {
        boolean empty = body instanceof RequestBody.Whole whole && whole.bytes().length() == 0;
        if (routed.formBody() == null && !empty) {
            throw Refusal.of(
                    ErrorCode.INVALID_HEADER,
                    "Parameters in the body need the content type application/x-www-form-urlencoded.");
        }
    }

    private Future<Authenticated> signed(Routed routed) {
        Exchange exchange = routed.exchange();
        Presented presented = present(routed);
        return callers.credential(exchange, presented).compose(credential -> {
            Verified verified = verify(presented, credential);
            return callers.caller(exchange, credential).compose(caller -> {
                exchange.callsFor(ConsoleCalls.client(presented, caller));
                return body(routed, verified)
                        .map(body ->
                                new Authenticated(routed, new Proof.Signature(credential, verified), caller, body));
            });
        });
    }

    private Presented present(Routed routed) {
        Presentation presentation = Presenter.present(routed.call());
        if (presentation instanceof Rejection rejection) {
            throw Refusal.of(rejection);
        }
        Presented presented = (Presented) presentation;
        if (!routed.target().takes(presented.dialect())) {
            throw Refusal.of(
                    ErrorCode.INVALID_ACTION_NOT_FOUND,
                    routed.target().operation() + " does not take requests signed this way.");
        }
        DateWindow window = Objects.requireNonNull(windows.get(presented.dialect()), "window");
        refuse(window.check(presented, routed.exchange().time()));
        return presented;
    }

    private Verified verify(Presented presented, Credential credential) {
        Verification verification =
                verifier.verify(presented, credential.secret().bytes());
        if (verification instanceof Rejection rejection) {
            throw Refusal.of(rejection);
        }
        return (Verified) verification;
    }

    private Future<RequestBody> body(Routed routed, Verified verified) {
        Exchange exchange = routed.exchange();
        if (RequestBody.isAnnounced(exchange.request())) {
            unsignedBodies.check(exchange, verified.body());
        }
        return read(routed).map(body -> {
            if (body instanceof RequestBody.Whole whole) {
                checkHash(verified, whole.bytes());
            } else if (routed.target() instanceof Target.BuiltIn) {
                throw RequestBody.tooLarge(RequestBody.BUFFERED_BYTES);
            }
            return body;
        });
    }

    private static Future<RequestBody> read(Routed routed) {
        Buffer form = routed.formBody();
        if (form != null) {
            return Future.succeededFuture(new RequestBody.Whole(form));
        }
        routed.exchange().continueBody();
        return RequestBody.read(routed.exchange(), RequestBody.BUFFERED_BYTES);
    }

    private static void checkHash(Verified verified, Buffer bytes) {
        BodyCheck check = verified.body().start();
        check.update(bytes.getBytes(), 0, bytes.length());
        refuse(check.finish());
    }

    private static void refuse(@Nullable Rejection rejection) {
        if (rejection != null) {
            throw Refusal.of(rejection);
        }
    }
}
