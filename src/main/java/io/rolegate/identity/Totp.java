package io.rolegate.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes by time (RFC 6238): six digits of HMAC-SHA-1 over the number of the 30-second step. A step's code is taken in
 * the step itself, the one before and the one after, and each step once only: who takes a code keeps its step.
 */
public final class Totp {
    /** The length of a code. */
    public static final int DIGITS = 6;

    /** The length of a new seed, that of the hash (RFC 4226, section 4, R6). */
    private static final int SEED_BYTES = 20;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int STEP_SECONDS = 30;
    private static final int DRIFT_STEPS = 1;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /** A new random seed. */
    public static Secret newSeed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return Secret.of(seed);
    }

    /** The number of the step that a moment lies in. */
    public static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of a step. */
    public static String code(Secret seed, long step) {
        byte[] hash = hmac(seed, step);
        int offset = hash[hash.length - 1] & 0xF;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7FFF_FFFF;
        String digits = Integer.toString(number % MODULUS);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /**
     * The step whose code it is, empty where it is none that may be taken now.
     *
     * @param taken the last step whose code was taken: neither it nor one before it is taken again
     */
    public static OptionalLong accept(Secret seed, String code, Instant now, long taken) {
        OptionalLong found = OptionalLong.empty();
        long present = step(now);
        for (long step = present - DRIFT_STEPS; step <= present + DRIFT_STEPS; step++) {
            boolean same = isCode(seed, step, code);
            if (same && step > taken) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /**
     * The later step of two codes that follow each other, empty where they don't or may not be taken now. The first may be one
     * step older than {@link #accept} takes, since the second had to be waited for.
     */
    public static OptionalLong acceptPair(Secret seed, String first, String second, Instant now, long taken) {
        OptionalLong found = OptionalLong.empty();
        long present = step(now);
        for (long step = present - DRIFT_STEPS; step <= present + DRIFT_STEPS; step++) {
            boolean firstFits = isCode(seed, step - 1, first);
            boolean secondFits = isCode(seed, step, second);
            if (firstFits && secondFits && step - 1 > taken) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static boolean isCode(Secret seed, long step, String code) {
        return MessageDigest.isEqual(
                code(seed, step).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(Secret seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed.bytes(), "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
