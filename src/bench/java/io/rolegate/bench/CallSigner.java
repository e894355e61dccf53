package io.rolegate.bench;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes requests of many sessions, each signed for itself with a nonce of its own. */
public final class CallSigner {
    private static final String HOST = "notes.example.com";
    private static final String VERSION = "2026-01-01";
    private static final int NOTES = 1000;
    private static final int UPLOAD_BYTES = 4 << 20;
    private static final int OK = 200;
    private static final int REFUSED = 400;
    private static final byte[] NOTHING = {};
    private static final ByteBuffer NOTHING_WIRE = ByteBuffer.allocate(0);

    private final List<SigningCredentials> sessions;
    private final byte[] note = ("{\"text\":\"" + "t".repeat(180) + "\"}").getBytes(StandardCharsets.UTF_8);
    private final byte[] upload = new byte[UPLOAD_BYTES];
    private final ByteBuffer noteWire;
    private final ByteBuffer uploadWire;

    /** @param sessions whose credentials are used by turns of chance */
    public CallSigner(List<SigningCredentials> sessions) {
        this.sessions = sessions;
        ThreadLocalRandom.current().nextBytes(upload);
        noteWire = wire(note);
        uploadWire = wire(upload);
    }

    /** A copy outside the heap, which is written without being copied again. */
    private static ByteBuffer wire(byte[] body) {
        return ByteBuffer.allocateDirect(body.length).put(body).flip();
    }

    /** Three reads of a note to one write of a small one. */
    List<Call> small(int count) {
        return calls(count, index -> index % 4 == 0 ? call("PUT", "", note, noteWire) : read());
    }

    /** Reads of a note. */
    public List<Call> reads(int count) {
        return calls(count, index -> read());
    }

    private Call read() {
        return call("GET", "", NOTHING, NOTHING_WIRE);
    }

    /** Writes of 4 MiB. */
    List<Call> uploads(int count) {
        return calls(count, index -> call("PUT", "/content", upload, uploadWire));
    }

    /** Like {@link #small}, but every signature is wrong. */
    List<Call> forged(int count) {
        return small(count).stream().map(CallSigner::forge).toList();
    }

    private static List<Call> calls(int count, IntFunction<Call> call) {
        return IntStream.range(0, count).mapToObj(call).toList();
    }

    private Call call(String method, String suffix, byte[] body, ByteBuffer wire) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        SigningCredentials session = sessions.get(random.nextInt(sessions.size()));
        UnsignedRequest.Builder request = UnsignedRequest.builder(
                        Dialect.ACS3, method, "/notes/n" + random.nextInt(NOTES) + suffix)
                .version(VERSION)
                .header("host", HOST)
                .header("user-agent", "side-by-side")
                .header("accept", "application/json");
        if (body.length > 0) {
            request.header("content-type", "application/json").body(body);
        }
        SignedRequest signed = Signer.sign(
                request.build(), session, Instant.now(), UUID.randomUUID().toString());
        return new Call(head(signed, body.length), wire, OK);
    }

    private static byte[] head(SignedRequest signed, int length) {
        StringBuilder head = new StringBuilder(1500);
        head.append(signed.method()).append(' ').append(signed.target()).append(" HTTP/1.1\r\n");
        for (int index = 0; index < signed.headers().size(); index++) {
            head.append(signed.headers().name(index))
                    .append(": ")
                    .append(signed.headers().value(index))
                    .append("\r\n");
        }
        if (length > 0) {
            head.append("content-length: ").append(length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Call forge(Call call) {
        byte[] head = call.head().clone();
        byte[] mark = "Signature=".getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        while (!Arrays.equals(head, at, at + mark.length, mark, 0, mark.length)) {
            at++;
        }
        int digit = at + mark.length;
        head[digit] = (byte) (head[digit] == '0' ? '1' : '0');
        return new Call(head, call.body(), REFUSED);
    }
}
