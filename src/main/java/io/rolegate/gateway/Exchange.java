package io.rolegate.gateway;

import io.rolegate.api.Permission;
import io.rolegate.audit.AuditLog;
import io.rolegate.gateway.limit.Entry;
import io.rolegate.metrics.Step;
import io.rolegate.signature.ConsoleClient;
import io.rolegate.tracing.Trace;
import io.rolegate.tracing.TraceContext;
import io.rolegate.wire.ClientOrigin;
import io.rolegate.wire.TrustedProxies;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One request and its answer on their way through the pipeline; used on one event loop only. */
final class Exchange {
    static final String REQUEST_ID = "x-acs-request-id";
    private static final long MAX_DISCARDED_BYTES = 1L << 20;
    private static final String MESSAGE_SERVICE_REQUEST_ID = "x-mns-request-id";

    private final HttpServerRequest request;
    private final Context context;
    private final String requestId = randomRequestId();
    private final Instant time;
    private final NodeLoad load;
    private final long startedNanos = System.nanoTime();
    private final Map<Step, Long> stepNanos = new EnumMap<>(Step.class);
    private @Nullable ClientOrigin origin;
    private @Nullable Trace trace;
    private boolean awaitsContinue;
    private boolean cut;
    private ErrorFormat errorFormat = ErrorFormat.RPC_JSON;
    private @Nullable ConsoleClient consoleClient;
    private @Nullable Routed routed;
    private @Nullable Authenticated authenticated;
    private List<Permission> needed = List.of();
    private @Nullable Authorised authorised;
    private AuditLog.@Nullable Slot auditSlot;
    private Entry.@Nullable Admitted entered;
    private long bodyBytes;

    Exchange(HttpServerRequest request, Context context, Instant time, NodeLoad load) {
        this.request = request;
        this.context = context;
        this.time = time;
        this.load = load;
        this.awaitsContinue = request.headers().contains("expect");
    }

    HttpServerRequest request() {
        return request;
    }

    /** The request's id from end to end, an upper-case UUID. */
    String requestId() {
        return requestId;
    }

    /** When the gateway took the request. */
    Instant time() {
        return time;
    }

    long elapsedNanos() {
        return System.nanoTime() - startedNanos;
    }

    void comesFrom(ClientOrigin client) {
        origin = client;
    }

    /** The peer's, until it is known whom a proxy asks for. */
    private ClientOrigin origin() {
        if (origin == null) {
            origin = TrustedProxies.NONE.origin(request);
        }
        return origin;
    }

    /** Where the request comes from: the socket's peer, or whom a trusted proxy asks for. */
    String sourceIp() {
        return origin().address();
    }

    /** Whether it comes over TLS. */
    boolean isSecure() {
        return origin().secure();
    }

    /** The caller's address and those of the proxies on the way, for the service behind. */
    String trail() {
        return origin().trail();
    }

    /** What the caller says whom the request is for; empty where it says nothing. */
    String host() {
        Object host = isHttp2() ? request.authority() : request.getHeader("host");
        return host == null ? "" : host.toString();
    }

    boolean isHttp2() {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** Takes the console's word for whom it calls for, null for nobody. */
    void callsFor(@Nullable ConsoleClient browser) {
        consoleClient = browser;
    }

    /** The address that policies and records see: of the browser behind the console, else {@link #sourceIp()}. */
    String callerAddress() {
        return consoleClient == null ? sourceIp() : consoleClient.address();
    }

    /** Whether that caller's own connection is secure. */
    boolean callerIsSecure() {
        return consoleClient == null ? isSecure() : consoleClient.tls();
    }

    /** Continues on this request's event loop whichever thread completes the stage; at once where it is complete. */
    <T> Future<T> await(CompletionStage<T> stage) {
        CompletableFuture<T> awaited = stage.toCompletableFuture();
        return awaited.isDone() && !awaited.isCompletedExceptionally()
                ? Future.succeededFuture(awaited.getNow(null))
                : Future.fromCompletionStage(stage, context);
    }

    /** As with a stage. */
    <T> Future<T> await(Future<T> future) {
        return future.isComplete() ? future : Future.fromCompletionStage(future.toCompletionStage(), context);
    }

    ErrorFormat errorFormat() {
        return errorFormat;
    }

    void answerErrorsAs(ErrorFormat format) {
        errorFormat = format;
    }

    /** Both times are readings of {@link System#nanoTime}. */
    void addStep(Step step, long started, long ended) {
        stepNanos.merge(step, ended - started, Long::sum);
        if (trace == null) {
            return;
        }
        if (step == Step.FORWARD) {
            trace.callStep(step.label(), started, ended);
        } else {
            trace.step(step.label(), started, ended);
        }
    }

    /** The request's spans are recorded by it, null where none are. */
    void traced(@Nullable Trace spans) {
        trace = spans;
    }

    @Nullable
    Trace trace() {
        return trace;
    }

    /** The id of the trace that the request belongs to, null where none is known. */
    @Nullable
    String traceId() {
        if (trace != null) {
            return trace.traceId();
        }
        TraceContext caller = TraceContext.of(request.headers());
        return caller == null ? null : caller.traceId();
    }

    /** Puts what a service is to know of the trace. */
    void putTrace(MultiMap headers) {
        if (trace != null) {
            trace.putInto(headers);
            return;
        }
        TraceContext caller = TraceContext.of(request.headers());
        if (caller != null) {
            caller.putInto(headers);
        }
    }

    /** How long each step took that was reached, in nanoseconds. */
    Map<Step, Long> stepNanos() {
        return stepNanos;
    }

    void reached(Routed stage) {
        routed = stage;
    }

    void reached(Authenticated stage) {
        authenticated = stage;
    }

    void needs(List<Permission> permissions) {
        needed = permissions;
    }

    void reached(Authorised stage) {
        authorised = stage;
    }

    void reserved(AuditLog.Slot slot) {
        auditSlot = slot;
    }

    /** The request counts as its caller's from now on, until it ends. */
    void entered(Entry.Admitted entry) {
        entered = entry;
    }

    /** Takes memory for a part of the body, until the exchange ends; false where bodies have taken all they may. */
    boolean takeBodyBytes(int bytes) {
        if (!load.takeBodyBytes(bytes)) {
            return false;
        }
        bodyBytes += bytes;
        return true;
    }

    /** Gives back whatever was held for it; to be called whatever way it ended. */
    void end() {
        load.giveBackBodyBytes(bodyBytes);
        bodyBytes = 0;
        if (entered != null) {
            entered.leave();
        }
    }

    /** What routing found, null before. */
    @Nullable
    Routed routed() {
        return routed;
    }

    /** What authentication found, null before. */
    @Nullable
    Authenticated authenticated() {
        return authenticated;
    }

    /** What policies are asked for; nothing before that is known. */
    List<Permission> needed() {
        return needed;
    }

    /** What authorisation found, null before. */
    @Nullable
    Authorised authorised() {
        return authorised;
    }

    /** The request was broken off while it ran, because it was no longer allowed. */
    void markCut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    AuditLog.@Nullable Slot auditSlot() {
        return auditSlot;
    }

    /** Answers with a body of our own; what is still to come of the request's body is read and thrown away. */
    Future<Void> respond(int status, String contentType, Buffer body) {
        var response = request.response();
        response.setStatusCode(status).putHeader("content-type", contentType);
        putRequestId();
        if (awaitsContinue && !request.isEnded() && !isHttp2()) {
            // Nobody can tell whether a client that was never told to continue sends its body all the same.
            response.putHeader("connection", "close");
        }
        discardBody();
        return response.end(body);
    }

    /** Reads what is still to come of the request's body and throws it away; closes the connection where that is much. */
    void discardBody() {
        if (request.isEnded()) {
            return;
        }
        AtomicLong discarded = new AtomicLong();
        request.handler(piece -> {
            if (discarded.addAndGet(piece.length()) > MAX_DISCARDED_BYTES) {
                breakOff();
            }
        });
        request.endHandler(null);
        request.resume();
    }

    private void breakOff() {
        if (isHttp2()) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    /** Tells a client that waits for it to send its body. */
    void continueBody() {
        if (awaitsContinue) {
            awaitsContinue = false;
            request.response().writeContinue();
        }
    }

    void putRequestId() {
        request.response().putHeader(REQUEST_ID, requestId);
        if (errorFormat.isMessageService()) {
            request.response().putHeader(MESSAGE_SERVICE_REQUEST_ID, requestId);
        }
    }

    /** Random, not secret: ids need to be unique, and a secure generator is a lock that all event loops share. */
    private static String randomRequestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return asciiUpperCase(new UUID(high, low).toString());
    }

    private static String asciiUpperCase(String text) {
        char[] characters = text.toCharArray();
        for (int index = 0; index < characters.length; index++) {
            if (characters[index] >= 'a' && characters[index] <= 'z') {
                characters[index] = (char) (characters[index] - 'a' + 'A');
            }
        }
        return new String(characters);
    }
}
