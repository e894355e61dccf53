package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkMasksTest {
    @Test
    void addressMustBeInOneOfThem() {
        NetworkMasks masks =
                NetworkMasks.parse("192.168.0.0/16;10.1.2.3;2001:db8::/32").orElseThrow();

        assertThat(masks.size()).isEqualTo(3);
        assertThat(masks.admit("192.168.7.7")).isTrue();
        assertThat(masks.admit("10.1.2.3")).isTrue();
        assertThat(masks.admit("10.1.2.4")).isFalse();
        assertThat(masks.admit("2001:db8::1")).isTrue();
        assertThat(masks.admit("2001:db9::1")).isFalse();
        assertThat(masks.admit("localhost")).isFalse();
    }

    @Test
    void noMasksAdmitEverybody() {
        assertThat(NetworkMasks.parse("")).contains(NetworkMasks.ANY);
        assertThat(NetworkMasks.ANY.admit("192.0.2.1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "10.0.0.0/8;",
                "10.0.0.0/33",
                "10.0.0",
                "example.com",
                " 10.0.0.0/8",
                "10.0.0.0/8,10.1.0.0/16"
            })
    void malformedListIsNone(String text) {
        assertThat(NetworkMasks.parse(text)).isEmpty();
    }
}
