package io.rolegate.sts.oidc;

import io.rolegate.identity.IdToken;
import io.rolegate.identity.OidcProvider;
import io.rolegate.sts.oidc.IdTokenVerification.Invalid;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the claims of a genuine token must say for a provider (OpenID Connect Core 1.0 §3.1.3.7). */
final class TokenRules {
    private static final int LONGEST_SUBJECT = 255;
    /** How far the issuer's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofSeconds(60);
    /** Some 30,000 years, beyond which times can't be reckoned with. */
    private static final long LATEST_SECOND = 1_000_000_000_000L;

    private final OidcProvider provider;
    private final Instant now;

    TokenRules(OidcProvider provider, Instant now) {
        this.provider = provider;
        this.now = now;
    }

    /** Reads the claims, or says which of them doesn't hold. */
    IdTokenVerification check(JsonObject claims) {
        try {
            return new IdTokenVerification.Valid(read(claims));
        } catch (Violation violation) {
            return violation.refusal;
        }
    }

    private IdToken read(JsonObject claims) {
        Instant expiresAt = time(claims, "exp");
        if (!now.isBefore(expiresAt)) {
            throw new Violation(true, "The OIDC token has expired.");
        }
        Instant issuedAt = time(claims, "iat");
        if (issuedAt.isAfter(now.plus(SKEW))
                || (claims.containsKey("nbf") && time(claims, "nbf").isAfter(now.plus(SKEW)))) {
            throw new Violation(false, "The OIDC token is not valid yet.");
        }
        if (issuedAt.isBefore(now.minus(provider.details().issuanceLimit()))) {
            throw new Violation(
                    true,
                    "The OIDC token was issued longer ago than the provider's IssuanceLimitTime of "
                            + provider.details().issuanceLimit().toHours() + " hours.");
        }
        return new IdToken(provider.issuerUrl(), subject(claims), audiences(claims), issuedAt, expiresAt);
    }

    private static String subject(JsonObject claims) {
        if (claims.getValue("sub") instanceof String subject
                && !subject.isBlank()
                && subject.chars().noneMatch(Character::isISOControl)
                && subject.length() <= LONGEST_SUBJECT) {
            return subject;
        }
        throw new Violation(
                false, "The OIDC token must have a claim sub of 1 to " + LONGEST_SUBJECT + " printable characters.");
    }

    private List<String> audiences(JsonObject claims) {
        Object claim = claims.getValue("aud");
        List<?> named =
                claim instanceof JsonArray several ? several.getList() : claim == null ? List.of() : List.of(claim);
        List<String> known =
                provider.details().clientIds().stream().filter(named::contains).toList();
        if (known.isEmpty()) {
            throw new Violation(false, "The OIDC token names no audience that is a ClientId of the provider.");
        }
        return known;
    }

    private static Instant time(JsonObject claims, String name) {
        if (claims.getValue(name) instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= LATEST_SECOND) {
            return Instant.ofEpochSecond(number.longValue());
        }
        throw new Violation(false, "The OIDC token must have a claim " + name + " in seconds.");
    }

    /** A rule that the token breaks; never leaves this class. */
    private static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Invalid refusal;

        Violation(boolean expired, String why) {
            super(why, null, false, false);
            this.refusal = new Invalid(expired, why);
        }
    }
}
