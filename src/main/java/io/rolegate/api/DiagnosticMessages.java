package io.rolegate.api;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.ServiceKey;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;

/**
 * EncodedDiagnosticMessage (ram.md §5): what led to a denial, sealed with AES-256-GCM for the people of one account. Its length
 * tells no more than which multiple of {@value #BLOCK_BYTES} bytes the message fits.
 */
public final class DiagnosticMessages {
    private static final int BLOCK_BYTES = 1024;
    private static final char AFTER_KID = '.';

    private final KeyRing keys;

    public DiagnosticMessages(KeyRing keys) {
        this.keys = keys;
    }

    /** Whether {@code message} fits one block, and so looks like any other from outside. */
    public static boolean fitsOneBlock(Map<String, Object> message) {
        return JsonText.write(message).getBytes(StandardCharsets.UTF_8).length <= BLOCK_BYTES;
    }

    /** The message as its bearer sees it; only {@code ownerAccountId} can have it decoded. */
    public String encode(String ownerAccountId, Map<String, Object> message) {
        ServiceKey key = keys.current(KeyPurpose.DIAGNOSTICS);
        String json = JsonText.write(message);
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        String padded = json + " ".repeat(Math.floorMod(-length, BLOCK_BYTES));
        try {
            byte[] sealed = aead(key).encrypt(padded.getBytes(StandardCharsets.UTF_8), owner(ownerAccountId));
            return key.kid()
                    + AFTER_KID
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /**
     * The message that was encoded for {@code ownerAccountId}.
     *
     * @throws ApiException {@code NotSupport} if it is another account's, or none of this gateway's
     */
    public Map<String, Object> decode(String encoded, String ownerAccountId) {
        int dot = encoded.indexOf(AFTER_KID);
        ServiceKey key = keys.find(KeyPurpose.DIAGNOSTICS, encoded.substring(0, Math.max(dot, 0)))
                .orElseThrow(DiagnosticMessages::notSupported);
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(encoded.substring(dot + 1));
            byte[] json = aead(key).decrypt(sealed, owner(ownerAccountId));
            return new JsonObject(new String(json, StandardCharsets.UTF_8)).getMap();
        } catch (GeneralSecurityException | IllegalArgumentException | DecodeException e) {
            throw notSupported();
        }
    }

    private static ApiException notSupported() {
        return new ApiException(
                ErrorCode.NOT_SUPPORT, "The message does not belong to your account, or its key is no longer kept.");
    }

    private static Aead aead(ServiceKey key) throws GeneralSecurityException {
        return new AesGcmJce(key.material().bytes());
    }

    private static byte[] owner(String accountId) {
        return accountId.getBytes(StandardCharsets.UTF_8);
    }
}
