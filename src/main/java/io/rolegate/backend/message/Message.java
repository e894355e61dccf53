package io.rolegate.backend.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A message in its queue. Its queue alone changes it. Times in milliseconds since the epoch. */
final class Message {
    /** What a message waits for. */
    enum State {
        DELAYED,
        ACTIVE,
        INACTIVE
    }

    final String id = ReceiptHandle.randomHex();
    final String body;
    final String bodyMd5;
    final int bytes;
    final int priority;
    final long enqueueTime;
    final long sequence;

    State state;
    long visibleAt;
    long firstDequeueTime;
    int dequeueCount;

    @Nullable
    ReceiptHandle handle;

    Message(MessageDraft draft, long sequence, long now, long visibleAt) {
        byte[] encoded = draft.body().getBytes(StandardCharsets.UTF_8);
        this.body = draft.body();
        this.bodyMd5 = md5(encoded);
        this.bytes = encoded.length;
        this.priority = draft.priority();
        this.enqueueTime = now;
        this.sequence = sequence;
        this.visibleAt = visibleAt;
        this.state = visibleAt > now ? State.DELAYED : State.ACTIVE;
        this.handle = state == State.DELAYED ? ReceiptHandle.fresh(id) : null;
    }

    /** Upper-case hex, as the service answers it. */
    static String md5(byte[] content) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
