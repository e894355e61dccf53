package io.rolegate.console.session;

import io.rolegate.identity.RandomText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Form tokens of browsers in which nobody has logged on: a digest of their cookie, so that nothing is kept of them. */
public final class AnonymousTokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key =
            new SecretKeySpec(RandomText.alphanumeric(44).getBytes(StandardCharsets.US_ASCII), ALGORITHM);

    /** The token of the browser with that cookie. */
    public String of(String cookie) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
