package io.rolegate.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a key of the service itself is for; keys of different purposes are independent (design, section 5). */
public enum KeyPurpose {
    /** HMAC key of SecurityTokens. */
    TOKEN_SIGNING("TokenSigning"),
    /** HMAC key from which temporary secrets are derived; each token names the one that its secret is derived from. */
    SECRET_DERIVATION("SecretDerivation"),
    /** EC P-256 key pair of identity assertions to upstreams. */
    IDENTITY_ASSERTION("IdentityAssertion"),
    /** AES key of EncodedDiagnosticMessage. */
    DIAGNOSTICS("Diagnostics"),
    /** The key that what is secret in the store is sealed under; kept outside of the store. */
    KEY_ENCRYPTION("KeyEncryption");

    /** The purposes of those keys that are in the store, and in the {@link KeyRing}. */
    public static final Set<KeyPurpose> STORED =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(KEY_ENCRYPTION)));

    private final String wireName;

    KeyPurpose(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests, answers and commands. */
    public String wireName() {
        return wireName;
    }

    /** The purpose of that wire name, in any case. */
    public static Optional<KeyPurpose> named(String wireName) {
        return Stream.of(values())
                .filter(purpose -> purpose.wireName.equalsIgnoreCase(wireName))
                .findFirst();
    }
}
