package io.rolegate.signature.doctor;

import io.rolegate.signature.DateWindow;
import io.rolegate.signature.Presented;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.doctor.Cause.Kind;
import java.time.Duration;
import java.time.Instant;

/** Holds the signed date against the clock of the gateway. */
final class ClockCheck {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration TOLERANCE = Duration.ofMinutes(2);
    private static final Duration DAY = Duration.ofHours(24);

    private ClockCheck() {}

    static void check(Presented presented, Known known, Findings findings) {
        Instant now = known.now();
        if (now == null) {
            findings.fact("signed at " + presented.signedAt());
            findings.note("When the gateway took the request is not known (--now), so the clock is not judged.");
            return;
        }
        Duration off = Duration.between(presented.signedAt(), now);
        findings.fact("signed at " + presented.signedAt() + ", " + Math.abs(off.toSeconds()) + " s "
                + (off.isNegative() ? "after" : "before") + " it arrived at " + now);
        Rejection rejection = DateWindow.STANDARD.check(presented, now);
        if (rejection == null) {
            return;
        }
        findings.rejected(rejection);
        findings.cause(Cause.of(
                Kind.CLOCK,
                "The date is " + Math.abs(off.toSeconds()) + " s " + (off.isNegative() ? "ahead of" : "behind")
                        + " the gateway's clock; " + DateWindow.STANDARD.past().toMinutes() + " minutes are allowed."
                        + (looksLikeTimeZone(off.abs()) ? " It looks like local time that is said to be UTC." : "")));
    }

    private static boolean looksLikeTimeZone(Duration off) {
        long beyond = off.toSeconds() % HALF_HOUR.toSeconds();
        boolean nearHalfHour = beyond <= TOLERANCE.toSeconds()
                || beyond >= HALF_HOUR.minus(TOLERANCE).toSeconds();
        return nearHalfHour && off.compareTo(DAY) < 0;
    }
}
