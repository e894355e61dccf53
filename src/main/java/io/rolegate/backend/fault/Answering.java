package io.rolegate.backend.fault;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** Sends answers, with the fault that was drawn for the request, if one was. */
public final class Answering {
    private static final String KEY = Answering.class.getName();

    private Answering() {}

    /**
     * Ends the response, whose head is prepared, with this body. The future fails where the receiver is known not to
     * have got it; an answer that a fault spoils counts as sent, since a service can't tell either.
     */
    public static Future<Void> end(RoutingContext context, Buffer body) {
        Fault fault = context.remove(KEY);
        if (fault == null) {
            return complete(context.response(), body);
        }
        return pause(context, fault).compose(over -> fault.effect().answer(context, body));
    }

    static void spoil(RoutingContext context, Fault fault) {
        context.put(KEY, fault);
    }

    static Future<Void> complete(HttpServerResponse response, Buffer body) {
        return body.length() == 0 ? response.end() : response.end(body);
    }

    static Future<Void> pause(RoutingContext context, Fault fault) {
        long millis = fault.delay().toMillis();
        return millis == 0 ? Future.succeededFuture() : context.vertx().timer(millis, TimeUnit.MILLISECONDS);
    }
}
