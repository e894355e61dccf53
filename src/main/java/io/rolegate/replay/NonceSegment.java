package io.rolegate.replay;

import org.jspecify.annotations.Nullable;

/**
 * One open-addressed table of fingerprints, with linear probing. A word is 57 bits of the tag and the low 7 bits of the
 * bucket; 0 is a free place. A word of a dropped bucket still links its chain until its place is taken again or the table
 * is rebuilt. Callers hold this object's lock.
 */
final class NonceSegment {

    static final int BUCKET_RING = 128;

    private static final long BUCKET_MASK = BUCKET_RING - 1;
    private static final int SMALLEST_TABLE = 16;
    /** Buckets that may pass between rebuilds: with the live ones they must fit the ring, or words would be misread. */
    private static final int REBUILD_AFTER_BUCKETS = 32;

    private long @Nullable [] table;
    /** Places that are not free, dropped words included. */
    private int used;
    /** The oldest bucket when the table was last rebuilt; each word's bucket is less than a ring's length after it. */
    private long base;

    /** Drops what must be dropped before words can be read in terms of the given oldest live bucket. */
    void advanceTo(long oldestBucket) {
        if (table == null) {
            base = Math.max(base, oldestBucket);
        } else if (oldestBucket - base >= REBUILD_AFTER_BUCKETS) {
            rebuild(oldestBucket, 0);
        }
    }

    /** Whether a word of the given bucket can be told from all others, i.e. the bucket wasn't dropped meanwhile. */
    boolean takes(long bucket) {
        return bucket >= base;
    }

    boolean contains(Fingerprint fingerprint, long oldestBucket) {
        if (table == null) {
            return false;
        }
        long[] words = table;
        long tag = tagOf(fingerprint);
        int index = home(fingerprint.tag(), words.length);
        for (long word = words[index]; word != 0; word = words[index]) {
            if ((word & ~BUCKET_MASK) == tag && bucketOf(word) >= oldestBucket) {
                return true;
            }
            index = next(index, words.length);
        }
        return false;
    }

    /** Adds what {@link #contains} has denied. */
    void add(Fingerprint fingerprint, long bucket, long oldestBucket) {
        if (table == null || used + 1 > table.length - table.length / 8) {
            rebuild(oldestBucket, 1);
        }
        long[] words = words();
        int index = home(fingerprint.tag(), words.length);
        while (words[index] != 0 && bucketOf(words[index]) >= oldestBucket) {
            index = next(index, words.length);
        }
        if (words[index] == 0) {
            used++;
        }
        words[index] = tagOf(fingerprint) | (bucket & BUCKET_MASK);
    }

    long bytes() {
        return table == null ? 0 : (long) table.length * Long.BYTES;
    }

    /** Copies the live words into a table that they and {@code more} fill by three quarters. */
    private void rebuild(long oldestBucket, int more) {
        long[] old = table == null ? new long[0] : table;
        int live = 0;
        for (long word : old) {
            if (word != 0 && bucketOf(word) >= oldestBucket) {
                live++;
            }
        }
        if (live + more == 0) {
            table = null;
        } else {
            table = new long[Math.max(SMALLEST_TABLE, Math.toIntExact((live + more) * 4L / 3 + 1))];
            for (long word : old) {
                if (word != 0 && bucketOf(word) >= oldestBucket) {
                    place(word, words());
                }
            }
        }
        used = live;
        base = Math.max(base, oldestBucket);
    }

    private static void place(long word, long[] words) {
        int index = home(word, words.length);
        while (words[index] != 0) {
            index = next(index, words.length);
        }
        words[index] = word;
    }

    private long[] words() {
        if (table == null) {
            throw new IllegalStateException("no table yet");
        }
        return table;
    }

    private long bucketOf(long word) {
        return base + ((word - base) & BUCKET_MASK);
    }

    /** Never 0, and free of the bucket's bits. */
    private static long tagOf(Fingerprint fingerprint) {
        long tag = fingerprint.tag() & ~BUCKET_MASK;
        return tag == 0 ? BUCKET_RING : tag;
    }

    /** The upper 32 bits, scaled to the table's length: they are part of the word, so a rebuild needs no rehashing. */
    private static int home(long tag, int length) {
        return (int) (((tag >>> 32) * length) >>> 32);
    }

    private static int next(int index, int length) {
        return index + 1 == length ? 0 : index + 1;
    }
}
