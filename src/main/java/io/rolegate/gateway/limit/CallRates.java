package io.rolegate.gateway.limit;

/**
 * How often a service, or one operation of it, may be called. Each is a number of requests a second, 0 for no limit.
 *
 * @param total by all callers together
 * @param perAccount by all users of one account
 * @param perPrincipal by one principal
 */
public record CallRates(int total, int perAccount, int perPrincipal) {
    /** No limit. */
    public static final CallRates NONE = new CallRates(0, 0, 0);

    public CallRates {
        if (total < 0 || perAccount < 0 || perPrincipal < 0) {
            throw new IllegalArgumentException("a rate must not be negative");
        }
    }

    boolean isNone() {
        return total == 0 && perAccount == 0 && perPrincipal == 0;
    }
}
