package io.rolegate.backend.fault;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a request, once the fault's delay is over. */
sealed interface Effect {
    /** Happens before the operation, to a paused request: passes it on, or else the operation is not carried out. */
    default void instead(RoutingContext context) {
        context.next();
    }

    /** Happens to the answer of an operation that was carried out; the head is prepared, nothing is sent yet. */
    Future<Void> answer(RoutingContext context, Buffer body);

    /** Nothing but the delay. */
    record None() implements Effect {
        @Override
        public Future<Void> answer(RoutingContext context, Buffer body) {
            return Answering.complete(context.response(), body);
        }
    }

    /** An error in the service's own format. */
    record Refusal(InjectedError error) implements Effect {
        @Override
        public void instead(RoutingContext context) {
            context.request().resume();
            context.fail(error);
        }

        @Override
        public Future<Void> answer(RoutingContext context, Buffer body) {
            context.response().headers().remove("Location");
            context.fail(error);
            return Future.succeededFuture();
        }
    }

    /**
     * The connection ends.
     *
     * @param afterBytes how much of the body is sent before; at 0 not even the head, null stands for half of the body
     * @param abruptly by a TCP reset instead of an orderly end
     */
    record Cut(@Nullable Integer afterBytes, boolean abruptly) implements Effect {
        @Override
        public void instead(RoutingContext context) {
            Connection.end(context.request(), abruptly);
        }

        @Override
        public Future<Void> answer(RoutingContext context, Buffer body) {
            int sent = Math.min(afterBytes == null ? body.length() / 2 : afterBytes, body.length() - 1);
            if (sent <= 0) {
                Connection.end(context.request(), abruptly);
                return Future.succeededFuture();
            }
            return context.response()
                    .putHeader("Content-Length", Integer.toString(body.length()))
                    .write(body.slice(0, sent))
                    .onComplete(written -> Connection.end(context.request(), abruptly));
        }
    }

    /** The body trickles. */
    record Slow(int bytesPerSecond) implements Effect {
        @Override
        public Future<Void> answer(RoutingContext context, Buffer body) {
            HttpServerResponse response = context.response();
            return body.length() == 0
                    ? response.end()
                    : new Trickle(context.vertx(), response, body, bytesPerSecond).start();
        }
    }

    /** No answer, ever; the connection stays until the other side or the idle timeout ends it. */
    record Hang() implements Effect {
        @Override
        public void instead(RoutingContext context) {
            // Nothing to do is the fault.
        }

        @Override
        public Future<Void> answer(RoutingContext context, Buffer body) {
            return Future.succeededFuture();
        }
    }
}
