package io.rolegate.identity;

import java.time.Instant;
import java.util.List;

/**
 * What an identity provider says of somebody, in a verified ID token (OpenID Connect Core 1.0 §2).
 *
 * @param audiences those that the provider lists; at least one
 */
public record IdToken(String issuer, String subject, List<String> audiences, Instant issuedAt, Instant expiresAt) {
    public IdToken {
        audiences = List.copyOf(audiences);
    }
}
