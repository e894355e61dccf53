package io.rolegate.identity.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.RandomText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownAccessKeysTest {
    @Test
    void whatWasAddedIsKnownHoweverMuchItGrows() {
        KnownAccessKeys known = new KnownAccessKeys();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add("LTAI" + RandomText.alphanumeric(20));
        }

        ids.forEach(known::add);
        ids.forEach(known::add);

        assertThat(known.size()).isEqualTo(ids.size());
        assertThat(ids).allMatch(known::contains);
        for (int i = 0; i < 20_000; i++) {
            assertThat(known.contains("LTAI" + RandomText.alphanumeric(20))).isFalse();
        }
        assertThat(known.contains("")).isFalse();
    }
}
