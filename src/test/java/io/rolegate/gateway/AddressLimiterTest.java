package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressLimiterTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AddressLimiter limiter = new AddressLimiter(3, nanos::get);

    @Test
    void anAddressMayDoSoMuchAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.count("192.0.2.1")).isNull();
        }

        assertThat(limiter.count("192.0.2.1")).isEqualTo(Duration.ofMinutes(1));
        assertThat(limiter.count("192.0.2.2")).isNull();
    }

    @Test
    void theWaitEndsWithTheMinuteThatBeganAtTheFirst() {
        limiter.count("192.0.2.1");
        nanos.addAndGet(Duration.ofSeconds(45).toNanos());
        limiter.count("192.0.2.1");
        limiter.count("192.0.2.1");

        assertThat(limiter.count("192.0.2.1")).isEqualTo(Duration.ofSeconds(15));
        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
        assertThat(limiter.count("192.0.2.1")).isNull();
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOne() {
        limiter.count("2001:db8:0:7:0:0:0:1");
        limiter.count("2001:db8:0:7::2");
        limiter.count("2001:DB8:0:7:ffff:ffff:ffff:ffff");

        assertThat(limiter.count("2001:db8:0:7:1:2:3:4")).isNotNull();
        assertThat(limiter.count("2001:db8:0:8::1")).isNull();
    }

    @Test
    void addressesWithoutNumberTakeBoundedMemory() {
        for (int i = 0; i < 150_000; i++) {
            limiter.count("2001:db8:" + Integer.toHexString(i >>> 16) + ":" + Integer.toHexString(i & 0xffff) + "::1");
        }

        assertThat(limiter.size()).isLessThanOrEqualTo(100_000);
    }

    @Test
    void zeroIsNoLimit() {
        AddressLimiter unlimited = new AddressLimiter(0, nanos::get);
        for (int i = 0; i < 1000; i++) {
            assertThat(unlimited.count("192.0.2.1")).isNull();
        }
    }
}
