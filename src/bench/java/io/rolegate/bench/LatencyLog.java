package io.rolegate.bench;

import java.util.Arrays;

/** The time that each of a known number of requests took, in nanoseconds. */
final class LatencyLog {
    private final long[] nanos;
    private int size;

    LatencyLog(int capacity) {
        this.nanos = new long[capacity];
    }

    void add(long taken) {
        nanos[size++] = taken;
    }

    boolean isFull() {
        return size == nanos.length;
    }

    long[] sorted() {
        Arrays.sort(nanos);
        return nanos;
    }
}
