package io.rolegate.backend;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before its body is read: its id, and after verification its caller. The id is the
 * gateway's where it sent one, so that both sides log the same.
 */
public final class RequestOrigin {
    /** The header that carries the request id in both directions. */
    public static final String REQUEST_ID_HEADER = "x-acs-request-id";

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final String KEY = RequestOrigin.class.getName();

    private final String requestId;
    private @Nullable Caller caller;

    private RequestOrigin(String requestId) {
        this.requestId = requestId;
    }

    /** The origin that {@link #identify()} noted. */
    public static RequestOrigin of(RoutingContext context) {
        return Objects.requireNonNull(context.<RequestOrigin>get(KEY), "identify() comes first");
    }

    /** Gives each request its id, in the context and in the answer's header. */
    public static Handler<RoutingContext> identify() {
        return context -> {
            String sent = context.request().getHeader(REQUEST_ID_HEADER);
            String id = sent != null && REQUEST_ID.matcher(sent).matches()
                    ? sent
                    : UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
            context.put(KEY, new RequestOrigin(id));
            context.response().putHeader(REQUEST_ID_HEADER, id);
            context.next();
        };
    }

    /** Lets only requests with a valid assertion pass; the body stays unread until then. */
    public static Handler<RoutingContext> authenticate(AssertionVerifier verifier) {
        return context -> {
            context.request().pause();
            verifier.verify(soleHeader(context))
                    .onComplete(
                            caller -> {
                                of(context).caller = caller;
                                context.request().resume();
                                context.next();
                            },
                            failure -> {
                                context.request().resume();
                                context.fail(failure);
                            });
        };
    }

    /** The request's id. */
    public String requestId() {
        return requestId;
    }

    /** The verified caller. */
    public Caller caller() {
        return Objects.requireNonNull(caller, "authenticate() comes first");
    }

    /** Two assertions leave open whose request it is: as good as none. */
    private static @Nullable String soleHeader(RoutingContext context) {
        var values = context.request().headers().getAll(AssertionVerifier.HEADER);
        return values.size() == 1 ? values.get(0) : null;
    }
}
