package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.Principal;
import io.rolegate.identity.ServiceKey;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the services behind the gateway who calls: a JWT signed with ES256, made off the event loop, once per caller, service
 * and renewal (design, section 8). All event loops share it. Signed by hand, since vertx-auth-jwt can only write the type
 * {@code JWT}, and a type of its own keeps assertions and other tokens apart.
 */
public final class IdentityAssertions {
    /** The header that carries the assertion. */
    static final String HEADER = "x-rolegate-assertion";

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(30);
    /** What is left of its life then is for the way and for clocks that differ. */
    private static final Duration USED_FOR = Duration.ofSeconds(50);
    /** A new key signs only once whoever keeps an older answer of {@code /jwks.json} must have asked again. */
    private static final Duration PUBLISHED_AHEAD = Jwks.MAX_AGE.plusSeconds(30);

    private static final int CACHED = 10_000;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyRing keys;
    private final WorkerExecutor workers;
    private final Cache<Key, Entry> cache =
            Caffeine.newBuilder().maximumSize(CACHED).executor(Runnable::run).build();

    public IdentityAssertions(KeyRing keys, WorkerExecutor workers) {
        this.keys = keys;
        this.workers = workers;
    }

    /**
     * @param caller the access key, or whoever calls without one
     * @param name what may change about the caller while its access key stays: a user's name
     * @param kid the key that signs
     */
    private record Key(String caller, String name, String service, String kid) {}

    private record Signed(String jwt, Instant issuedAt) {
        boolean isUsable(Instant now) {
            return now.isBefore(issuedAt.plus(USED_FOR));
        }

        boolean isFresh(Instant now) {
            return now.isBefore(issuedAt.plus(RENEWED_AFTER));
        }
    }

    /** An assertion, or its signing in flight; replaced by a renewed one. */
    private record Entry(CompletableFuture<Signed> signed, AtomicBoolean renewing) {
        static Entry of(Future<Signed> signing) {
            return new Entry(signing.toCompletionStage().toCompletableFuture(), new AtomicBoolean());
        }

        /** Whether it is, or will be, of use. A failed one is none. */
        boolean serves(Instant now) {
            return !signed.isDone()
                    || (!signed.isCompletedExceptionally()
                            && signed.getNow(null).isUsable(now));
        }
    }

    /** The assertion of this caller for this service, valid for some time yet; complete on return where it is known. */
    CompletionStage<String> of(Caller caller, String service, Instant now) {
        ServiceKey signingKey = signingKey(now);
        Key key = new Key(credential(caller), name(caller.principal()), service, signingKey.kid());
        Entry known = cache.getIfPresent(key);
        if (known == null || !known.serves(now)) {
            known = cache.asMap()
                    .compute(
                            key,
                            (same, present) -> present != null && present.serves(now)
                                    ? present
                                    : Entry.of(sign(signingKey, caller.principal(), service, now)));
        } else if (known.signed().isDone()
                && !known.signed().getNow(null).isFresh(now)
                && known.renewing().compareAndSet(false, true)) {
            renew(key, known, sign(signingKey, caller.principal(), service, now));
        }
        return known.signed().thenApply(Signed::jwt);
    }

    private void renew(Key key, Entry old, Future<Signed> signing) {
        signing.onSuccess(signed -> cache.put(key, Entry.of(signing)))
                .onFailure(failure -> old.renewing().set(false));
    }

    private static String credential(Caller caller) {
        String accessKeyId = caller.accessKeyId();
        return accessKeyId == null
                ? caller.principal().arn() + ' ' + caller.principal().id()
                : accessKeyId;
    }

    private static String name(Principal principal) {
        return principal instanceof Principal.UserPrincipal user ? user.name() : "";
    }

    private Future<Signed> sign(ServiceKey key, Principal principal, String service, Instant now) {
        return workers.executeBlocking(() -> new Signed(jwt(key, claims(principal, service, now)), now), false);
    }

    private ServiceKey signingKey(Instant now) {
        ServiceKey current = keys.current(KeyPurpose.IDENTITY_ASSERTION);
        Instant known = now.minus(PUBLISHED_AHEAD);
        if (current.createdAt().isBefore(known)) {
            return current;
        }
        return keys.accepted(KeyPurpose.IDENTITY_ASSERTION).stream()
                .filter(key -> key.createdAt().isBefore(known))
                .findFirst()
                .orElse(current);
    }

    private static JsonObject claims(Principal principal, String service, Instant now) {
        JsonObject claims = new JsonObject()
                .put("iss", "rolegate")
                .put("aud", service)
                .put("sub", principal.arn())
                .put("account", principal.accountId())
                .put("principalType", principal.identityType())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
        return principal instanceof Principal.RoleSession session
                ? claims.put("session", session.role().sessionName())
                : claims;
    }

    private static String jwt(ServiceKey key, JsonObject claims) throws GeneralSecurityException {
        String header = new JsonObject()
                .put("alg", "ES256")
                .put("typ", "rolegate-assertion+jwt")
                .put("kid", key.kid())
                .encode();
        String signed = encode(header.getBytes(StandardCharsets.UTF_8))
                + '.'
                + encode(claims.encode().getBytes(StandardCharsets.UTF_8));
        PrivateKey privateKey = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(key.material().bytes()));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(privateKey);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + encode(signature.sign());
    }

    private static String encode(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
