package io.rolegate.gateway.limit;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls against the limits of their callers, service and operation. Lock-free on the way of a request, in memory that is
 * bounded whoever calls; shared by all event loops.
 */
public final class CallLimits {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(10);
    private static final Duration CROWDED_WAIT = Duration.ofSeconds(1);

    private final CallerLimits limits;
    private final BucketMaker buckets;
    private final AllowanceTable principals;
    private final AllowanceTable accounts;
    private final Scopes services;
    private final ConcurrentHashMap<String, Scopes> operations = new ConcurrentHashMap<>();

    /**
     * @param shared tells other nodes what is taken of rates; null where there are none
     * @param nanoTime as {@link System#nanoTime}
     */
    public CallLimits(CallerLimits limits, @Nullable SharedRates shared, LongSupplier nanoTime) {
        this.limits = limits;
        this.buckets = new BucketMaker(limits.burstSeconds(), nanoTime, shared);
        this.principals = buckets.table("principal:", limits.principalRate());
        this.accounts = buckets.table("account:", limits.accountRate());
        this.services = new Scopes(Scope.Level.SERVICE, "service:", buckets);
    }

    /** Admits the call, or says which limit it is over. What is admitted must leave. */
    public Entry enter(Call call) {
        Allowance principal = entered(principals, call.principal(), limits.principalConcurrency());
        if (principal == null) {
            return crowded(Limit.PRINCIPAL_CONCURRENCY, limits.principalConcurrency());
        }
        Allowance account = entered(accounts, call.account(), limits.accountConcurrency());
        if (account == null) {
            principal.leave();
            return crowded(Limit.ACCOUNT_CONCURRENCY, limits.accountConcurrency());
        }
        Takings takings = new Takings();
        boolean taken = takings.take(Limit.PRINCIPAL_RATE, principal.rate())
                && takings.take(Limit.ACCOUNT_RATE, account.rate())
                && takeOfService(takings, call)
                && takeOfOperation(takings, call);
        Entry.Admitted admitted = new Entry.Admitted(principal, account);
        Entry.Refused refused = takings.refused();
        if (taken || refused == null) {
            return admitted;
        }
        admitted.leave();
        return refused;
    }

    private static @Nullable Allowance entered(AllowanceTable table, String holder, int most) {
        while (true) {
            Allowance allowance = table.of(holder);
            switch (allowance.enter(most)) {
                case ENTERED -> {
                    return allowance;
                }
                case CROWDED -> {
                    return null;
                }
                case RETIRED -> Thread.onSpinWait();
            }
        }
    }

    private static Entry crowded(Limit limit, int most) {
        return new Entry.Refused(limit, most, CROWDED_WAIT);
    }

    private boolean takeOfService(Takings takings, Call call) {
        return call.serviceRates().isNone()
                || services.of(call.service(), call.serviceRates()).take(takings, call);
    }

    private boolean takeOfOperation(Takings takings, Call call) {
        return call.operationRates().isNone()
                || operationsOf(call.service())
                        .of(call.operation(), call.operationRates())
                        .take(takings, call);
    }

    private Scopes operationsOf(String service) {
        Scopes known = operations.get(service);
        return known != null
                ? known
                : operations.computeIfAbsent(
                        service, name -> new Scopes(Scope.Level.OPERATION, "operation:" + name + ":", buckets));
    }

    /** Sweeps every ten seconds, off the event loops, for as long as {@code vertx} runs. */
    public void sweepRegularly(Vertx vertx) {
        vertx.setPeriodic(
                SWEEP_INTERVAL.toMillis(),
                tick -> vertx.executeBlocking(Executors.callable((Runnable) this::sweep), false));
    }

    /** Drops what is remembered of callers that could come back as new; takes time in proportion to their number. */
    public void sweep() {
        principals.sweep();
        accounts.sweep();
        services.sweep();
        operations.values().forEach(Scopes::sweep);
    }

    /** How many callers something is remembered of, once for each table. */
    public long holders() {
        return principals.size()
                + accounts.size()
                + services.holders()
                + operations.values().stream().mapToLong(Scopes::holders).sum();
    }
}
