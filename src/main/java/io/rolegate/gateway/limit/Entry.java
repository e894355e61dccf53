package io.rolegate.gateway.limit;

import java.time.Duration;

/** Whether a request is within its limits. */
public sealed interface Entry {
    /** It is, and counts as under way until it leaves. */
    final class Admitted implements Entry {
        private final Allowance principal;
        private final Allowance account;
        private boolean left;

        Admitted(Allowance principal, Allowance account) {
            this.principal = principal;
            this.account = account;
        }

        /** Ends what was admitted; only the first call does anything. Not for use by several threads. */
        public void leave() {
            if (!left) {
                left = true;
                principal.leave();
                account.leave();
            }
        }
    }

    /**
     * It isn't.
     *
     * @param most the limit's value
     * @param untilNext after which trying again makes sense
     */
    record Refused(Limit limit, long most, Duration untilNext) implements Entry {
        /** What the caller is told. */
        public String message() {
            return limit.message(most);
        }
    }
}
