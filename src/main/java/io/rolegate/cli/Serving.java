package io.rolegate.cli;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Keeps a started process serving until it is asked to end, and ends it cleanly. */
final class Serving {
    private static final int STOP_SECONDS = 20;

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

    /** Serves until SIGTERM, SIGINT or an interrupt of the calling thread; then stops what was started. */
    static void untilStopped(ReadyFile readyFile, Supplier<Future<Void>> stop, PrintWriter errors) {
        Thread hook = new Thread(
                () -> {
                    stop(readyFile, stop, errors);
                    // The JVM's own exit code after a signal would tell of a failure.
                    Runtime.getRuntime().halt(Main.DONE);
                },
                "rolegate-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(hook);
            stop(readyFile, stop, errors);
        }
    }

    private static void stop(ReadyFile readyFile, Supplier<Future<Void>> stop, PrintWriter errors) {
        try {
            readyFile.remove();
            stop.get().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | TimeoutException e) {
            errors.println("rolegate: not stopped cleanly: " + e.getMessage());
            errors.flush();
        }
    }
}
