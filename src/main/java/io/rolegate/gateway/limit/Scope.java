package io.rolegate.gateway.limit;

import org.jspecify.annotations.Nullable;

/** The rates of one service or operation. */
final class Scope {
    private final CallRates rates;
    private final Level level;
    private final @Nullable RateBucket total;
    private final @Nullable AllowanceTable accounts;
    private final @Nullable AllowanceTable principals;

    /** What the rates are of, with the limit to name where one is reached. */
    enum Level {
        SERVICE(Limit.SERVICE_RATE, Limit.SERVICE_ACCOUNT_RATE, Limit.SERVICE_PRINCIPAL_RATE),
        OPERATION(Limit.OPERATION_RATE, Limit.OPERATION_ACCOUNT_RATE, Limit.OPERATION_PRINCIPAL_RATE);

        private final Limit total;
        private final Limit account;
        private final Limit principal;

        Level(Limit total, Limit account, Limit principal) {
            this.total = total;
            this.account = account;
            this.principal = principal;
        }
    }

    Scope(String name, Level level, CallRates rates, BucketMaker buckets) {
        this.rates = rates;
        this.level = level;
        this.total = rates.total() == 0 ? null : buckets.bucket(name, rates.total());
        this.accounts = rates.perAccount() == 0 ? null : buckets.table(name + ":account:", rates.perAccount());
        this.principals = rates.perPrincipal() == 0 ? null : buckets.table(name + ":principal:", rates.perPrincipal());
    }

    boolean has(CallRates given) {
        return rates.equals(given);
    }

    boolean take(Takings takings, Call call) {
        return takings.take(level.principal, rateOf(principals, call.principal()))
                && takings.take(level.account, rateOf(accounts, call.account()))
                && takings.take(level.total, total);
    }

    private static @Nullable RateBucket rateOf(@Nullable AllowanceTable table, String holder) {
        return table == null ? null : table.of(holder).rate();
    }

    void sweep() {
        if (accounts != null) {
            accounts.sweep();
        }
        if (principals != null) {
            principals.sweep();
        }
    }

    long holders() {
        return (accounts == null ? 0 : accounts.size()) + (principals == null ? 0 : principals.size());
    }
}
