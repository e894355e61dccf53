package io.rolegate.replay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which dates earlier processes have admitted requests under, in a file of fixed size: so that a process with a fresh memory
 * refuses whatever one of them may have taken, also where it was dated ahead of the clock.
 *
 * <p>Noted are the latest date that wasn't ahead, for all, and the latest that was, for each principal. A principal whose
 * clock runs ahead thereby shuts out nobody but itself, and itself only for dates that it has used before.
 *
 * <p>The file is written by the operating system when it likes, and by force every second. A request that is dated further
 * ahead than a machine takes to start again waits until its date is on disk.
 */
final class AdmittedDates {

    private static final Logger LOG = LoggerFactory.getLogger(AdmittedDates.class);
    private static final long FORCE_MILLIS = 1_000;
    private static final int RESTART_SECONDS = 2;

    private final Vertx vertx;
    private final WorkerExecutor disk;
    private final long timer;
    private final DateMarks marks;
    private final long commonBefore;
    private final DateMarks.Snapshot before;
    private final AtomicReference<@Nullable Promise<Void>> nextForce = new AtomicReference<>();
    private volatile boolean raised;

    /** @param marks as earlier processes left them */
    AdmittedDates(Vertx vertx, DateMarks marks) {
        this.vertx = vertx;
        this.disk = vertx.createSharedWorkerExecutor("replay-dates", 1);
        this.timer = vertx.setPeriodic(FORCE_MILLIS, tick -> forceWhatWasRaised());
        this.marks = marks;
        this.commonBefore = marks.common();
        this.before = marks.snapshot();
    }

    /** Whether an earlier process may have admitted a request of that principal and date. */
    boolean mayHaveBeenAdmitted(String principal, long signedSecond) {
        return signedSecond <= commonBefore
                || (signedSecond <= before.highest() && signedSecond <= before.of(principal));
    }

    /** The latest date common to all that an earlier process admitted, in epoch seconds; 0 where there was none. */
    long commonBefore() {
        return commonBefore;
    }

    /** Notes the date of a request that is to be admitted; completes once it may be. */
    Future<Void> note(String principal, long signedSecond, long now) {
        if (signedSecond <= now) {
            if (marks.raiseCommon(signedSecond)) {
                raised = true;
            }
            return Future.succeededFuture();
        }
        if (marks.raise(principal, signedSecond)) {
            raised = true;
        }
        return signedSecond <= now + RESTART_SECONDS ? Future.succeededFuture() : forced();
    }

    private void forceWhatWasRaised() {
        if (raised) {
            raised = false;
            forced().onFailure(failure -> LOG.error("The dates of admitted requests can't be written", failure));
        }
    }

    /** Completes once a force has ended that began after this call. */
    private Future<Void> forced() {
        Promise<Void> mine = Promise.promise();
        Promise<Void> waiting = nextForce.compareAndExchange(null, mine);
        if (waiting != null) {
            return waiting.future();
        }
        disk.<Void>executeBlocking(
                        () -> {
                            nextForce.set(null);
                            marks.force();
                            return null;
                        },
                        false)
                .onComplete(mine);
        return mine.future();
    }

    Future<Void> close() {
        vertx.cancelTimer(timer);
        return forced().eventually(disk::close);
    }
}
