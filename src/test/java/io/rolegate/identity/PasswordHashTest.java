package io.rolegate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
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
    void successorIsNoneOfTheEarlierAndSharesTheirSalt() {
        String first = PasswordHash.of("correct horse");
        String second = PasswordHash.successor("battery staple", List.of(first)).orElseThrow();

        assertThat(second.substring(0, 29)).isEqualTo(first.substring(0, 29));
        assertThat(PasswordHash.verify("battery staple", second)).isTrue();
        assertThat(PasswordHash.successor("correct horse", List.of(second, first)))
                .isEmpty();
        assertThat(PasswordHash.successor("battery staple", List.of("no hash", first, second)))
                .isEmpty();
    }

    @Test
    void firstPasswordHasASaltOfItsOwn() {
        String hash = PasswordHash.successor("correct horse", List.of()).orElseThrow();

        assertThat(PasswordHash.verify("correct horse", hash)).isTrue();
        assertThat(PasswordHash.successor("correct horse", List.of())).isNotEqualTo(Optional.of(hash));
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
