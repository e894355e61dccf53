package io.rolegate.sts.oidc;

import java.time.Instant;
import java.util.List;

/**
 * What a verified ID token says (OpenID Connect Core 1.0 §2).
 *
 * @param audiences those that the provider lists; at least one
 */
public record IdToken(String issuer, String subject, List<String> audiences, Instant issuedAt, Instant expiresAt) {
    public IdToken {
        audiences = List.copyOf(audiences);
    }
}
