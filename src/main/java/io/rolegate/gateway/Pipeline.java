package io.rolegate.gateway;

import io.rolegate.metrics.Step;
import io.rolegate.tracing.Tracer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.function.Function;

/** The life of a request (design, section 3). Each stage's result is the next one's argument, so none can be left out. */
final class Pipeline {
    private final Vertx vertx;
    private final InstantSource clock;
    private final Tracer tracer;
    private final NodeLoad load;
    private final LoadGate gate;
    private final Router router;
    private final Authenticator authenticator;
    private final ReplayGuard replayGuard;
    private final Limiter limiter;
    private final Authoriser authoriser;
    private final Forwarder forwarder;
    private final FailureThrottle failureThrottle;
    private final Recorder recorder;

    Pipeline(
            Vertx vertx,
            InstantSource clock,
            Tracer tracer,
            NodeLoad load,
            Router router,
            Authenticator authenticator,
            ReplayGuard replayGuard,
            Limiter limiter,
            Authoriser authoriser,
            Forwarder forwarder,
            FailureThrottle failureThrottle,
            Recorder recorder) {
        this.vertx = vertx;
        this.clock = clock;
        this.tracer = tracer;
        this.load = load;
        this.gate = load.gate(vertx);
        this.router = router;
        this.authenticator = authenticator;
        this.replayGuard = replayGuard;
        this.limiter = limiter;
        this.authoriser = authoriser;
        this.forwarder = forwarder;
        this.failureThrottle = failureThrottle;
        this.recorder = recorder;
    }

    /** Takes a request through every stage; completes when it is answered and recorded. */
    Future<Answered> handle(HttpServerRequest request) {
        request.pause();
        Exchange exchange = new Exchange(request, vertx.getOrCreateContext(), clock.instant(), load);
        Overload overload = gate.enter();
        if (overload != null) {
            return turnAway(exchange, overload);
        }
        exchange.traced(tracer.trace(request.headers(), exchange.time()));
        return Future.succeededFuture(exchange)
                .compose(timed(exchange, Step.ROUTE, router::route))
                .compose(timed(exchange, Step.AUTHENTICATE, authenticator::authenticate))
                .compose(timed(exchange, Step.REFUSE_REPLAYS, replayGuard::refuseReplays))
                .compose(timed(exchange, Step.LIMIT, limiter::limit))
                .compose(timed(exchange, Step.AUTHORISE, authoriser::authorise))
                .map(recorder::reserve)
                .compose(timed(exchange, Step.FORWARD, forwarder::forward))
                .recover(failure -> failureThrottle.count(exchange, failure))
                .recover(failure -> Answers.refuse(exchange, failure))
                .onComplete(done -> {
                    exchange.end();
                    gate.leave();
                })
                .onComplete(answered -> recorder.record(exchange, answered))
                .onComplete(answered -> RequestSpan.end(exchange, answered.result()));
    }

    /** Answers and records what is no well-formed HTTP; the decoder's result says why. */
    Future<Answered> refuseUnreadable(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, vertx.getOrCreateContext(), clock.instant(), load);
        exchange.answerErrorsAs(Router.errorFormat(request));
        return Answers.refuse(exchange, request.decoderResult().cause())
                .onComplete(answered -> recorder.record(exchange, answered));
    }

    /** Answers without a look at the request, since looking is what there is too much of. */
    private Future<Answered> turnAway(Exchange exchange, Overload overload) {
        return Future.succeededFuture(Refusal.shed(overload))
                .<Answered>compose(refusal -> {
                    exchange.answerErrorsAs(Router.errorFormat(exchange.request()));
                    return Future.failedFuture(refusal);
                })
                .recover(failure -> Answers.refuse(exchange, failure))
                .onComplete(answered -> recorder.count(exchange, answered));
    }

    private static <A, B> Function<A, Future<B>> timed(Exchange exchange, Step step, Function<A, Future<B>> stage) {
        return argument -> {
            long started = System.nanoTime();
            Future<B> result = attempt(stage, argument);
            if (!result.isComplete()) {
                return result.onComplete(done -> exchange.addStep(step, started, System.nanoTime()));
            }
            exchange.addStep(step, started, System.nanoTime());
            return result;
        };
    }

    /** A stage that throws at once is timed as well. */
    private static <A, B> Future<B> attempt(Function<A, Future<B>> stage, A argument) {
        try {
            return stage.apply(argument);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
