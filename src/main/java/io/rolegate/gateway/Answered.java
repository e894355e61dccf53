package io.rolegate.gateway;

import org.jspecify.annotations.Nullable;

/**
 * How an exchange ended.
 *
 * @param status the HTTP status that the caller got; 0 where it got none
 * @param refusal why the gateway refused, null where the service answered
 */
record Answered(int status, @Nullable Refusal refusal) {
    static Answered byService(int status) {
        return new Answered(status, null);
    }

    static Answered refused(int status, Refusal refusal) {
        return new Answered(status, refusal);
    }
}
