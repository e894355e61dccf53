package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reaches the service of bodies that are hashed while they stream. */
class StreamedBodyIT {
    private static final int LARGE = 4 << 20;

    private static Blobs blobs;

    @BeforeAll
    static void start() throws Exception {
        blobs = new Blobs();
    }

    @AfterAll
    static void stop() throws Exception {
        blobs.close();
    }

    @BeforeEach
    void forget() {
        blobs.seen().clear();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACS3", "ROA"})
    void largeBodyArrivesWhole(Dialect dialect) throws Exception {
        byte[] body = body(LARGE);

        Reply reply = send(blobs.sign(put(dialect, body)), body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        Blobs.Seen seen = blobs.take();
        assertThat(seen.complete()).isTrue();
        assertThat(seen.body().getBytes()).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACS3", "ROA"})
    void largeBodyThatWasChangedIsNeverCompleted(Dialect dialect) throws Exception {
        byte[] body = body(LARGE);
        SignedRequest signed = blobs.sign(put(dialect, body));
        byte[] changed = body.clone();
        changed[LARGE - 1] ^= 1;

        Reply reply = send(signed, changed);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).containsAnyOf("SignatureDoesNotMatch", "ContentMD5NotMatched");
        assertThat(blobs.take().complete()).isFalse();
    }

    @Test
    void smallBodyThatWasChangedNeverReachesTheService() throws Exception {
        byte[] body = body(1000);
        SignedRequest signed = blobs.sign(put(Dialect.ACS3, body));
        byte[] changed = body.clone();
        changed[0] ^= 1;

        Reply reply = send(signed, changed);

        assertThat(reply.body()).contains("SignatureDoesNotMatch");
        assertThat(blobs.seen()).isEmpty();
    }

    @Test
    void bodyOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
        SignedRequest signed = blobs.sign(put(Dialect.ACS3, body(100)));
        String head = RawConnection.head(signed) + "content-length: 99999999\r\n";

        try (RawConnection connection = blobs.connect()) {
            assertThat(connection.send(head + "\r\n").receive().status()).isEqualTo(413);
        }
        assertThat(blobs.seen()).isEmpty();
    }

    private static UnsignedRequest.Builder put(Dialect dialect, byte[] body) {
        return blobs.request(dialect, "PUT", "/blobs/large")
                .header("content-type", "application/octet-stream")
                .body(body);
    }

    private static Reply send(SignedRequest signed, byte[] body) throws Exception {
        try (RawConnection connection = blobs.connect()) {
            String head = RawConnection.head(signed) + "content-length: " + body.length + "\r\n\r\n";
            return connection
                    .send(head + new String(body, StandardCharsets.ISO_8859_1))
                    .receive();
        }
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');
        return body;
    }
}
