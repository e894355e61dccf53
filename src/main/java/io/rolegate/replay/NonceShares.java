package io.rolegate.replay;

/** What may be held of the registry: each principal its share, and all principals of an account together theirs. */
final class NonceShares {

    private final ShareSketch principals;
    private final ShareSketch accounts;

    NonceShares(ReplaySettings settings) {
        principals = new ShareSketch(settings.sharePerPrincipal());
        accounts = new ShareSketch(settings.sharePerAccount());
    }

    /** Counts the nonce for its principal and account, unless one of them has its share already. */
    boolean take(NonceUse use, long bucket, long oldestBucket) {
        if (!principals.take(use.principal(), bucket, oldestBucket)) {
            return false;
        }
        if (!accounts.take(use.account(), bucket, oldestBucket)) {
            principals.release(use.principal(), bucket);
            return false;
        }
        return true;
    }

    /** Takes back what {@link #take} counted. */
    void release(NonceUse use, long bucket) {
        principals.release(use.principal(), bucket);
        accounts.release(use.account(), bucket);
    }

    long bytes() {
        return principals.bytes() + accounts.bytes();
    }
}
