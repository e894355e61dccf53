package io.rolegate.identity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.Secret;
import io.rolegate.identity.store.SecretBox.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Place PLACE = new Place("access_keys", "secret", "LTAI1");

    private final SecretBox box = new SecretBox("2", Secret.of(new byte[SecretBox.KEY_BYTES]));

    @Test
    void aSecretOpensOnlyInItsPlace() {
        String sealed = box.seal(Secret.of("s3cret"), PLACE);

        assertThat(sealed).doesNotContain("s3cret");
        assertThat(box.open(sealed, PLACE).reveal()).isEqualTo("s3cret");
        for (Place other : List.of(
                new Place("access_keys", "secret", "LTAI2"),
                new Place("access_keys", "other", "LTAI1"),
                new Place("service_keys", "secret", "LTAI1"))) {
            assertThatThrownBy(() -> box.open(sealed, other)).isInstanceOf(StoreConfigurationException.class);
        }
    }

    @Test
    void theSameSecretIsSealedDifferentlyEachTime() {
        assertThat(box.seal(Secret.of("a"), PLACE)).isNotEqualTo(box.seal(Secret.of("a"), PLACE));
    }

    @Test
    void whatWasTamperedWithDoesNotOpen() {
        String sealed = box.seal(Secret.of("s3cret"), PLACE);
        char last = sealed.charAt(10);
        String tampered = sealed.substring(0, 10) + (last == 'A' ? 'B' : 'A') + sealed.substring(11);

        for (String bad : List.of(tampered, "", "1", "1:", "1:???", sealed.substring(0, 12))) {
            assertThatThrownBy(() -> box.open(bad, PLACE)).isInstanceOf(StoreConfigurationException.class);
        }
    }
}
