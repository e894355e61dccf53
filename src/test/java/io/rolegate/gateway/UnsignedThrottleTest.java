package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class UnsignedThrottleTest {
    /** The nanosecond clock may begin anywhere, below zero too, and pass the largest number. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(90));

    @Test
    void addressHasItsShareAtOnceAndThenEvenly() {
        UnsignedThrottle throttle = new UnsignedThrottle(3, 0, nanos::get);

        assertThat(admitted(throttle, "192.0.2.1", 5)).isEqualTo(3);
        seconds(19);
        assertThat(admitted(throttle, "192.0.2.1", 5)).isZero();
        seconds(1);
        assertThat(admitted(throttle, "192.0.2.1", 5)).isEqualTo(1);
        seconds(120);
        assertThat(admitted(throttle, "192.0.2.1", 5)).isEqualTo(3);
    }

    @Test
    void oneAddressDoesNotUseUpTheShareOfAnother() {
        UnsignedThrottle throttle = new UnsignedThrottle(2, 0, nanos::get);

        assertThat(admitted(throttle, "192.0.2.1", 5)).isEqualTo(2);
        assertThat(admitted(throttle, "192.0.2.2", 5)).isEqualTo(2);
    }

    @Test
    void addressesOfOneNetworkShareTheirs() {
        UnsignedThrottle throttle = new UnsignedThrottle(2, 0, nanos::get);

        assertThat(admitted(throttle, "2001:db8:0:1::1", 5)).isEqualTo(2);
        assertThat(admitted(throttle, "2001:db8:0:1:ffff::2", 5)).isZero();
        assertThat(admitted(throttle, "2001:db8:0:2::1", 5)).isEqualTo(2);
    }

    @Test
    void allAddressesTogetherHaveALimitThatRefusedCallsDoNotUseUp() {
        UnsignedThrottle throttle = new UnsignedThrottle(2, 3, nanos::get);

        assertThat(admitted(throttle, "192.0.2.1", 5)).isEqualTo(2);
        assertThat(admitted(throttle, "192.0.2.2", 5)).isEqualTo(1);
        assertThat(admitted(throttle, "192.0.2.3", 5)).isZero();
        seconds(60);
        assertThat(admitted(throttle, "192.0.2.4", 5)).isEqualTo(2);
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(admitted(new UnsignedThrottle(0, 0, nanos::get), "192.0.2.1", 1000))
                .isEqualTo(1000);
    }

    @Test
    void refusalSaysSo() {
        UnsignedThrottle throttle = new UnsignedThrottle(1, 0, nanos::get);
        assertThatCode(() -> throttle.admit("192.0.2.1")).doesNotThrowAnyException();

        Refusal refusal = Assertions.catchThrowableOfType(Refusal.class, () -> throttle.admit("192.0.2.1"));

        assertThat(refusal.status(ErrorFormat.RPC_JSON)).isEqualTo(429);
        assertThat(refusal.code(ErrorFormat.RPC_JSON)).isEqualTo("Throttling.User");
    }

    private void seconds(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static int admitted(UnsignedThrottle throttle, String address, int calls) {
        int admitted = 0;
        for (int call = 0; call < calls; call++) {
            try {
                throttle.admit(address);
                admitted++;
            } catch (Refusal refused) {
                assertThat(refused.code(ErrorFormat.RPC_JSON)).isEqualTo("Throttling.User");
            }
        }
        return admitted;
    }
}
