package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.Principal;
import io.rolegate.identity.ServiceKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the services behind the gateway who calls: a JWT signed with ES256, made once per caller, service and renewal, off
 * the event loop (design, section 8). One instance an event loop. Signed by hand, since vertx-auth-jwt can only write the
 * type {@code JWT}, and a type of its own keeps assertions and other tokens apart.
 */
final class IdentityAssertions {
    /** The header that carries the assertion. */
    static final String HEADER = "x-rolegate-assertion";

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration RENEWED_BEFORE_END = Duration.ofSeconds(30);
    private static final int CACHED = 10_000;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Vertx vertx;
    private final KeyRing keys;
    private final Cache<Key, Signed> cache =
            Caffeine.newBuilder().maximumSize(CACHED).executor(Runnable::run).build();
    private final Map<Key, Future<Signed>> inFlight = new HashMap<>();

    IdentityAssertions(Vertx vertx, KeyRing keys) {
        this.vertx = vertx;
        this.keys = keys;
    }

    private record Key(String arn, String principalId, @Nullable String accessKeyId, String service, String kid) {}

    private record Signed(String jwt, Instant renewAt) {}

    /** The assertion of this caller for this service, valid for some time yet. */
    Future<String> of(Caller caller, String service, Instant now) {
        ServiceKey signingKey = keys.current(KeyPurpose.IDENTITY_ASSERTION);
        Principal principal = caller.principal();
        Key key = new Key(principal.arn(), principal.id(), caller.accessKeyId(), service, signingKey.kid());
        Signed known = cache.getIfPresent(key);
        if (known != null && now.isBefore(known.renewAt())) {
            return Future.succeededFuture(known.jwt());
        }
        Future<Signed> pending = inFlight.get(key);
        if (pending == null) {
            pending = vertx.executeBlocking(() -> sign(signingKey, claims(principal, service, now), now), false);
            inFlight.put(key, pending);
            pending.onComplete(done -> {
                inFlight.remove(key);
                if (done.succeeded()) {
                    cache.put(key, done.result());
                }
            });
        }
        return pending.map(Signed::jwt);
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

    private static Signed sign(ServiceKey key, JsonObject claims, Instant now) throws GeneralSecurityException {
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
        return new Signed(
                signed + '.' + encode(signature.sign()), now.plus(LIFE).minus(RENEWED_BEFORE_END));
    }

    private static String encode(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
