package io.rolegate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    @Test
    void onlyTheSamePasswordIsVerified() {
        String hash = PasswordHash.of("correct horse");

        assertThat(hash).startsWith("$2a$12$").doesNotContain("correct");
        assertThat(PasswordHash.verify("correct horse", hash)).isTrue();
        assertThat(PasswordHash.verify("correct horsf", hash)).isFalse();
        assertThat(PasswordHash.of("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void everyByteOfALongPasswordCounts() {
        String start = "x".repeat(100) + "\0";
        String hash = PasswordHash.of(start + "a");

        assertThat(PasswordHash.verify(start + "a", hash)).isTrue();
        assertThat(PasswordHash.verify(start + "b", hash)).isFalse();
    }

    @Test
    void anUnknownUserHasNoPassword() {
        assertThat(PasswordHash.verify("", null)).isFalse();
        assertThat(PasswordHash.verify("abc", null)).isFalse();
    }

    @Test
    void whatIsNoHashVerifiesNothing() {
        assertThat(PasswordHash.verify("abc", "hash")).isFalse();
    }
}
