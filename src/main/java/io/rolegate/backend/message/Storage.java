package io.rolegate.backend.message;

/** The memory that one account's messages may take: 64 MiB, so that no tenant can exhaust the process. */
final class Storage {
    private static final long CAPACITY_BYTES = 64L << 20;
    private static final long TIGHT_BYTES = CAPACITY_BYTES / 10 * 9;
    private static final int OVERHEAD_BYTES = 512;

    private long usedBytes;

    /** Takes room for a message; QpsLimitExceeded where there is none. */
    void reserve(int bytes) {
        if (usedBytes + bytes + OVERHEAD_BYTES > CAPACITY_BYTES) {
            throw MnsError.QPS_LIMIT_EXCEEDED.because("The account's messages fill the memory set aside for them");
        }
        usedBytes += bytes + OVERHEAD_BYTES;
    }

    void release(int bytes) {
        usedBytes -= bytes + OVERHEAD_BYTES;
    }

    /** Whether it is time to look for messages whose retention has ended. */
    boolean isTight() {
        return usedBytes > TIGHT_BYTES;
    }
}
