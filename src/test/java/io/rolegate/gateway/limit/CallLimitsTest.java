package io.rolegate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.gateway.limit.Entry.Admitted;
import io.rolegate.gateway.limit.Entry.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aPrincipalGetsABurstAndThenItsRate() {
        CallLimits limits = limits(new CallerLimits(10, 0, 2, 0, 0));

        assertThat(admitted(limits, 30, call("user", "account"))).isEqualTo(20);
        pass(Duration.ofMillis(500));
        assertThat(admitted(limits, 30, call("user", "account"))).isEqualTo(5);
        assertThat(admitted(limits, 30, call("another", "account"))).isEqualTo(20);
    }

    @Test
    void whoIsRefusedIsToldWhichLimitAndHowLongToWait() {
        CallLimits limits = limits(new CallerLimits(4, 0, 1, 0, 0));
        admitted(limits, 4, call("user", "account"));

        Refused refused = (Refused) limits.enter(call("user", "account"));
        assertThat(refused.limit()).isEqualTo(Limit.PRINCIPAL_RATE);
        assertThat(refused.message()).isEqualTo("You send more than 4 requests a second; try again later.");
        assertThat(refused.untilNext()).isEqualTo(Duration.ofMillis(250));
        pass(refused.untilNext());
        assertThat(limits.enter(call("user", "account"))).isInstanceOf(Admitted.class);
    }

    @Test
    void theUsersOfAnAccountShareItsRate() {
        CallLimits limits = limits(new CallerLimits(10, 15, 1, 0, 0));

        assertThat(admitted(limits, 10, call("user1", "account"))).isEqualTo(10);
        assertThat(admitted(limits, 10, call("user2", "account"))).isEqualTo(5);
        assertThat(admitted(limits, 10, call("user3", "another account"))).isEqualTo(10);
    }

    @Test
    void aRefusedCallUsesUpNothing() {
        CallLimits limits = limits(new CallerLimits(10, 5, 1, 0, 0));
        admitted(limits, 1000, call("user", "account"));

        // Five of the principal's own tokens are left, whatever the account's limit has refused.
        pass(Duration.ofSeconds(1));
        assertThat(admitted(limits, 20, call("user", "account"))).isEqualTo(5);
        assertThat(admitted(limits, 20, call("user", "another account"))).isEqualTo(5);
    }

    @Test
    void aServiceAndItsOperationsHaveRatesOfTheirOwn() {
        CallLimits limits = limits(new CallerLimits(0, 0, 1, 0, 0));
        CallRates service = new CallRates(20, 12, 8);
        CallRates operation = new CallRates(6, 4, 2);

        assertThat(admitted(limits, 30, new Call("user1", "a", "s", service, "o", operation)))
                .isEqualTo(2);
        assertThat(admitted(limits, 30, new Call("user1", "a", "s", service, "p", operation)))
                .isEqualTo(2);
        assertThat(limit(limits, new Call("user1", "a", "s", service, "o", operation)))
                .isEqualTo(Limit.OPERATION_PRINCIPAL_RATE);
        admitted(limits, 30, new Call("user2", "a", "s", service, "o", operation));
        assertThat(limit(limits, new Call("user3", "a", "s", service, "o", operation)))
                .isEqualTo(Limit.OPERATION_ACCOUNT_RATE);
        admitted(limits, 30, new Call("user4", "b", "s", service, "o", operation));
        assertThat(limit(limits, new Call("user5", "c", "s", service, "o", operation)))
                .isEqualTo(Limit.OPERATION_RATE);
        admitted(limits, 30, new Call("user6", "d", "s", service, "q", CallRates.NONE));
        assertThat(limit(limits, new Call("user6", "d", "s", service, "q", CallRates.NONE)))
                .isEqualTo(Limit.SERVICE_PRINCIPAL_RATE);
        admitted(limits, 30, new Call("user7", "e", "s", service, "q", CallRates.NONE));
        assertThat(limit(limits, new Call("user8", "f", "s", service, "q", CallRates.NONE)))
                .isEqualTo(Limit.SERVICE_RATE);
        assertThat(limits.enter(new Call("user8", "f", "another", service, "q", CallRates.NONE)))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void aChangedDefinitionIsInForceAtOnce() {
        CallLimits limits = limits(new CallerLimits(0, 0, 1, 0, 0));
        CallRates narrow = new CallRates(1, 0, 0);
        CallRates wide = new CallRates(3, 0, 0);

        assertThat(admitted(limits, 5, new Call("u", "a", "s", narrow, "o", CallRates.NONE)))
                .isEqualTo(1);
        assertThat(admitted(limits, 5, new Call("u", "a", "s", wide, "o", CallRates.NONE)))
                .isEqualTo(3);
        assertThat(admitted(limits, 5, new Call("u", "a", "s", CallRates.NONE, "o", CallRates.NONE)))
                .isEqualTo(5);
    }

    @Test
    void noMoreRunAtOneTimeThanMayAndLeavingMakesRoom() {
        CallLimits limits = limits(new CallerLimits(0, 0, 1, 2, 3));
        Admitted first = (Admitted) limits.enter(call("user1", "account"));
        limits.enter(call("user1", "account"));

        assertThat(limit(limits, call("user1", "account"))).isEqualTo(Limit.PRINCIPAL_CONCURRENCY);
        limits.enter(call("user2", "account"));
        assertThat(limit(limits, call("user2", "account"))).isEqualTo(Limit.ACCOUNT_CONCURRENCY);
        first.leave();
        first.leave();
        assertThat(limits.enter(call("user2", "account"))).isInstanceOf(Admitted.class);
        assertThat(limit(limits, call("user1", "account"))).isEqualTo(Limit.ACCOUNT_CONCURRENCY);
    }

    @Test
    void aCallOverItsRateDoesNotCountAsRunning() {
        CallLimits limits = limits(new CallerLimits(1, 0, 1, 5, 5));
        admitted(limits, 100, call("user", "account"));

        pass(Duration.ofSeconds(10));
        assertThat(limits.enter(call("user", "account"))).isInstanceOf(Admitted.class);
    }

    @Test
    void sweepingForgetsWhoIsAsNewAndNobodyElse() {
        CallLimits limits = limits(new CallerLimits(10, 10, 1, 1, 0));
        Admitted running = (Admitted) limits.enter(call("running", "account1"));
        admitted(limits, 10, call("spent", "account2"));
        admitted(limits, 1, call("idle", "account3"));
        assertThat(limits.holders()).isEqualTo(6);

        limits.sweep();
        assertThat(limits.holders()).isEqualTo(6);
        pass(Duration.ofMillis(500));
        limits.sweep();
        // Of "running" and "spent", each with its account.
        assertThat(limits.holders()).isEqualTo(4);
        assertThat(limit(limits, call("running", "account1"))).isEqualTo(Limit.PRINCIPAL_CONCURRENCY);
        assertThat(admitted(limits, 10, call("spent", "account2"))).isEqualTo(5);

        running.leave();
        pass(Duration.ofSeconds(2));
        limits.sweep();
        assertThat(limits.holders()).isZero();
    }

    @Test
    void callersWithoutNumberTakeBoundedMemoryAndShareARate() {
        CallLimits limits = limits(new CallerLimits(2, 0, 1, 0, 0));
        for (int i = 0; i < 70_000; i++) {
            admitted(limits, 1, call("user" + i, "account"));
        }

        assertThat(limits.holders()).isLessThanOrEqualTo(65_536 + 1);
        assertThat(limit(limits, call("one more", "account"))).isEqualTo(Limit.PRINCIPAL_RATE);
        assertThat(admitted(limits, 5, call("user7", "account"))).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        limits.sweep();
        assertThat(admitted(limits, 5, call("one more", "account"))).isEqualTo(2);
    }

    @Test
    void manyThreadsTogetherGetTheRateAndNeverRunTooMany() throws Exception {
        CallLimits limits = limits(new CallerLimits(5_000, 0, 1, 3, 0));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger mostRunning = new AtomicInteger();
        List<Future<Integer>> runs = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            runs.add(pool.submit(() -> {
                int admitted = 0;
                for (int i = 0; i < 20_000; i++) {
                    if (limits.enter(call("user", "account")) instanceof Admitted entered) {
                        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
                        admitted++;
                        running.decrementAndGet();
                        entered.leave();
                    }
                    if (i % 1000 == 0) {
                        limits.sweep();
                    }
                }
                return admitted;
            }));
        }
        int admitted = 0;
        for (Future<Integer> run : runs) {
            admitted += run.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();

        assertThat(admitted).isEqualTo(5_000);
        assertThat(mostRunning.get()).isLessThanOrEqualTo(3);
    }

    private CallLimits limits(CallerLimits limits) {
        return new CallLimits(limits, null, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Call call(String principal, String account) {
        return new Call(principal, account, "service", CallRates.NONE, "operation", CallRates.NONE);
    }

    /** How many of so many calls are admitted, each of which leaves before the next one comes. */
    private static int admitted(CallLimits limits, int calls, Call call) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            if (limits.enter(call) instanceof Admitted entered) {
                entered.leave();
                admitted++;
            }
        }
        return admitted;
    }

    private static Limit limit(CallLimits limits, Call call) {
        return ((Refused) limits.enter(call)).limit();
    }
}
