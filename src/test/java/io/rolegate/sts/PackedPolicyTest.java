package io.rolegate.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PackedPolicyTest {
    private static final int MAX_BYTES = 4 * 2048;

    @TestFactory
    Stream<DynamicTest> everyTextUpToTheLimitComesBack() {
        return Stream.of("", "{}", "x".repeat(2048), "策".repeat(2048), "🙂".repeat(2048))
                .map(text -> DynamicTest.dynamicTest(
                        text.length() + " units",
                        () -> assertThat(PackedPolicy.pack(text).unpack()).isEqualTo(text)));
    }

    @Test
    void unpackingStopsAtTheLimit() {
        assertThat(packed(deflate(new byte[MAX_BYTES])).unpack()).hasSize(MAX_BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> packed(deflate(new byte[MAX_BYTES + 1])).unpack())
                .withMessageContaining("unpacks to over");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> packed(deflate(new byte[10_000_000])).unpack())
                .withMessageContaining("unpacks to over");
    }

    @Test
    void streamCutOffOrFollowedBySomethingIsRefused() {
        byte[] whole = deflate("{\"Version\":\"1\"}".getBytes(StandardCharsets.UTF_8));
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        byte[] shorter = Arrays.copyOf(whole, whole.length - 1);

        assertThatIllegalArgumentException().isThrownBy(() -> packed(longer).unpack());
        assertThatIllegalArgumentException().isThrownBy(() -> packed(shorter).unpack());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> packed(new byte[0]).unpack());
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> packed(deflate(new byte[] {(byte) 0xc0, (byte) 0x80}))
                .unpack());
    }

    private static PackedPolicy packed(byte[] bytes) {
        return new PackedPolicy(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] block = new byte[512];
        while (!deflater.finished()) {
            out.write(block, 0, deflater.deflate(block));
        }
        deflater.end();
        return out.toByteArray();
    }
}
