package io.rolegate.signature;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a signed date may be from the verifier's clock, limits included (signatures.md 7).
 *
 * @param past how old it may be
 * @param future how far ahead it may be
 */
public record DateWindow(Duration past, Duration future) {

    /** Fifteen minutes either side. */
    public static final DateWindow STANDARD = new DateWindow(Duration.ofMinutes(15), Duration.ofMinutes(15));

    /** A window whose sides are not negative. */
    public DateWindow {
        if (past.isNegative() || future.isNegative()) {
            throw new IllegalArgumentException("the date window must not be negative");
        }
    }

    /** A rejection where the signed date is outside the window, else null. */
    public @Nullable Rejection check(Presented presented, Instant now) {
        long ahead = presented.signedAt().getEpochSecond() - now.getEpochSecond();
        return ahead > future.toSeconds() || -ahead > past.toSeconds()
                ? presented.reject(
                        RejectionReason.TIME_OUTSIDE_WINDOW, "the signed time is too far from the server's time")
                : null;
    }
}
