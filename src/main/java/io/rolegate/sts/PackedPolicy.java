package io.rolegate.sts;

import io.rolegate.policy.PolicyKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A session policy as it travels in a SecurityToken: UTF-8, raw deflate (RFC 1951), base64url without padding. */
record PackedPolicy(String text) {
    private static final int MAX_UTF8_BYTES_PER_CHARACTER = 4;
    private static final int MAX_UNPACKED_BYTES = PolicyKind.SESSION.maxCharacters() * MAX_UTF8_BYTES_PER_CHARACTER;
    private static final int BLOCK_BYTES = 1024;

    static PackedPolicy pack(String policy) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(policy.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] block = new byte[BLOCK_BYTES];
            while (!deflater.finished()) {
                packed.write(block, 0, deflater.deflate(block));
            }
            return new PackedPolicy(Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray()));
        } finally {
            deflater.end();
        }
    }

    /**
     * The policy's text.
     *
     * @throws IllegalArgumentException if this is no whole deflate stream of UTF-8, or unpacks to more than a session policy
     *     may measure
     */
    String unpack() {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(Base64.getUrlDecoder().decode(text));
            byte[] unpacked = new byte[MAX_UNPACKED_BYTES];
            int length = inflater.inflate(unpacked);
            // A stream that just fills the buffer may need one more call to notice its end.
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw new IllegalArgumentException(
                        "The session policy unpacks to over " + MAX_UNPACKED_BYTES + " bytes");
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new IllegalArgumentException("The packed session policy is cut off or has something behind it");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(unpacked, 0, length))
                    .toString();
        } catch (DataFormatException | CharacterCodingException e) {
            throw new IllegalArgumentException("The packed session policy can't be read", e);
        } finally {
            inflater.end();
        }
    }
}
