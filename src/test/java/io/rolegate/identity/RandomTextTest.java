package io.rolegate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RandomTextTest {
    @RepeatedTest(50)
    void textsHaveTheirAlphabetAndLength() {
        assertThat(RandomText.alphanumeric(36)).matches("[A-Za-z0-9]{36}");
        assertThat(RandomText.digits(16)).matches("[1-9][0-9]{15}");
        assertThat(RandomText.password())
                .hasSize(20)
                .matches(".*[a-z].*")
                .matches(".*[A-Z].*")
                .matches(".*[0-9].*")
                .matches(".*[^A-Za-z0-9].*");
    }

    @Test
    void noneComesTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(RandomText.digits(16))).isTrue();
        }
    }
}
