package io.rolegate.cli;

import io.rolegate.config.RolegateSettings;
import io.rolegate.wire.DrainSettings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Keeps a started process serving until it is asked to end, and ends it cleanly. */
final class Serving {
    /** What the orderly end may take beyond draining. */
    private static final Duration STOP_MARGIN = Duration.ofSeconds(15);

    private Serving() {}

    /** What a ready file says of any process. */
    static JsonObject ready(Rolegate rolegate) {
        return new JsonObject()
                .put("gateway", rolegate.gatewayUrl())
                .put("console", rolegate.consoleUrl())
                .put("management", rolegate.managementUrl())
                .put("region", rolegate.settings().gateway().region())
                .put("pid", ProcessHandle.current().pid());
    }

    /** Waits for what must be there before the command can go on; on the command's own thread, never on an event loop. */
    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    /**
     * Serves until SIGTERM, SIGINT or an interrupt of the calling thread; then stops what was started. A second signal ends the
     * process at once.
     *
     * @param limit how long stopping may take
     */
    static void untilStopped(ReadyFile readyFile, Supplier<Future<Void>> stop, Duration limit, PrintWriter errors) {
        try {
            StopSignals.take().await();
        } catch (InterruptedException e) {
            // The other way of asking; stopping waits, so the thread must not stay interrupted.
        }
        stop(readyFile, stop, limit, errors);
    }

    private static void stop(ReadyFile readyFile, Supplier<Future<Void>> stop, Duration limit, PrintWriter errors) {
        try {
            readyFile.remove();
            stop.get().await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | TimeoutException e) {
            errors.println("rolegate: not stopped cleanly: " + e.getMessage());
            errors.flush();
        }
    }

    /** How long a gateway may take to stop. */
    static Duration stopLimit(RolegateSettings settings) {
        DrainSettings drain = settings.drain();
        return drain.notice().plus(drain.limit()).plus(drain.limit()).plus(STOP_MARGIN);
    }
}
