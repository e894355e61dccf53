package io.rolegate.sts;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.Secret;
import io.rolegate.identity.ServiceKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the secrets of temporary credentials, so that every node knows them without a look-up (design, section 5). The
 * binding of a token to its AccessKeyId must have been checked before.
 */
public final class SessionSecrets {
    private static final String MAC = "HmacSHA256";
    private static final String LABEL = "rolegate temporary secret v1\n";

    private final KeyRing keys;

    public SessionSecrets(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * The AccessKeySecret that goes with a temporary AccessKeyId: HMAC-SHA256 in base64url, 43 characters of 256 bits.
     *
     * @param kid the id of the derivation key, as the session's token names it
     * @throws IllegalStateException if no derivation key of that id is accepted
     */
    public Secret derive(String kid, String accessKeyId) {
        ServiceKey key = keys.find(KeyPurpose.SECRET_DERIVATION, kid)
                .orElseThrow(() -> new IllegalStateException("There is no derivation key " + kid));
        byte[] secret = mac(key, LABEL + accessKeyId);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encode(secret));
    }

    private static byte[] mac(ServiceKey key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.material().bytes(), MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }
}
