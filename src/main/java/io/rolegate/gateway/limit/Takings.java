package io.rolegate.gateway.limit;

import org.jspecify.annotations.Nullable;

/** The tokens that one request takes, all or none. Used by one thread. */
final class Takings {
    private static final int MOST = 8;

    private final RateBucket[] taken = new RateBucket[MOST];
    private int count;
    private Entry.@Nullable Refused refused;

    /** Takes a token of the bucket; where it has none, gives back all that were taken before. No bucket is no limit. */
    boolean take(Limit limit, @Nullable RateBucket bucket) {
        if (bucket == null) {
            return true;
        }
        if (bucket.take()) {
            taken[count++] = bucket;
            return true;
        }
        refused = new Entry.Refused(limit, bucket.perSecond(), bucket.untilNext());
        for (int index = 0; index < count; index++) {
            taken[index].giveBack();
        }
        return false;
    }

    /** Why not all could be taken; null where they were. */
    Entry.@Nullable Refused refused() {
        return refused;
    }
}
