package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Secret;
import io.rolegate.identity.ServiceKey;
import io.rolegate.policy.PolicySet;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityAssertionsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SECONDS = 30;
    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    private final Vertx vertx = Vertx.vertx();
    private final Keys keys = new Keys();
    private final IdentityAssertions assertions =
            new IdentityAssertions(keys, vertx.createSharedWorkerExecutor("assertions", 1));

    @BeforeEach
    void addKey() throws Exception {
        keys.add("k1", Instant.EPOCH);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void tellsWhoCallsForWhomAndUntilWhen() throws Exception {
        String jwt = assertion(user("LTAI1", "alice"), "notes", NOW);

        assertThat(part(jwt, 0).getString("typ")).isEqualTo("rolegate-assertion+jwt");
        JsonObject claims = part(jwt, 1);
        assertThat(claims.getString("sub")).isEqualTo("acs:ram::1000000000000001:user/alice");
        assertThat(claims.getString("aud")).isEqualTo("notes");
        assertThat(claims.getLong("exp")).isEqualTo(NOW.getEpochSecond() + 60);
        assertThat(keys.signed(jwt)).isTrue();
    }

    @Test
    void isMadeOnceForACallerAndService() throws Exception {
        String first = assertion(user("LTAI1", "alice"), "notes", NOW);

        assertThat(assertion(user("LTAI1", "alice"), "notes", NOW.plusSeconds(29)))
                .isEqualTo(first);
        assertThat(assertion(user("LTAI1", "alice"), "memos", NOW)).isNotEqualTo(first);
        assertThat(assertion(user("LTAI2", "alice"), "notes", NOW)).isNotEqualTo(first);
    }

    @Test
    void tellsTheNewNameOfARenamedUser() throws Exception {
        assertion(user("LTAI1", "alice"), "notes", NOW);

        assertThat(part(assertion(user("LTAI1", "alicia"), "notes", NOW), 1).getString("sub"))
                .endsWith("user/alicia");
    }

    @Test
    void callersWithoutAnAccessKeyAreToldApart() throws Exception {
        String alice = assertion(user(null, "alice"), "notes", NOW);
        String bob = assertion(user(null, "bob"), "notes", NOW);

        assertThat(part(alice, 1).getString("sub")).endsWith("user/alice");
        assertThat(part(bob, 1).getString("sub")).endsWith("user/bob");
    }

    @Test
    void isRenewedBehindTheScenesBeforeItEnds() throws Exception {
        Caller alice = user("LTAI1", "alice");
        String first = assertion(alice, "notes", NOW);
        Instant later = NOW.plusSeconds(35);

        CompletionStage<String> known = assertions.of(alice, "notes", later);

        assertThat(known.toCompletableFuture()).isCompletedWithValue(first);
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> !assertion(alice, "notes", later)
                .equals(first));
    }

    @Test
    void isNotUsedWithinTheLastTenSecondsOfItsLife() throws Exception {
        Caller alice = user("LTAI1", "alice");
        assertion(alice, "notes", NOW);

        String jwt = assertion(alice, "notes", NOW.plusSeconds(50));

        assertThat(part(jwt, 1).getLong("iat")).isEqualTo(NOW.getEpochSecond() + 50);
    }

    @Test
    void newKeySignsOnceEveryReaderOfTheKeySetMustHaveSeenIt() throws Exception {
        Caller alice = user("LTAI1", "alice");
        assertion(alice, "notes", NOW);
        keys.add("k2", NOW);

        assertThat(kid(assertion(alice, "notes", NOW.plusSeconds(89)))).isEqualTo("k1");
        assertThat(kid(assertion(alice, "notes", NOW.plusSeconds(91)))).isEqualTo("k2");
    }

    @Test
    void withdrawnKeySignsNothingMoreNotEvenWhatWasSignedAlready() throws Exception {
        Caller alice = user("LTAI1", "alice");
        assertion(alice, "notes", NOW);
        keys.add("k2", NOW);
        keys.remove("k1");

        assertThat(kid(assertion(alice, "notes", NOW.plusSeconds(1)))).isEqualTo("k2");
    }

    @Test
    void failedSigningIsTriedAgain() throws Exception {
        Caller alice = user("LTAI1", "alice");
        keys.addBroken("k2");
        assertThat(assertions.of(alice, "notes", NOW).toCompletableFuture()).failsWithin(Duration.ofSeconds(SECONDS));
        keys.mend("k2");

        assertThat(keys.signed(assertion(alice, "notes", NOW))).isTrue();
    }

    private String assertion(Caller caller, String service, Instant now) throws Exception {
        return assertions.of(caller, service, now).toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private static Caller user(@Nullable String accessKeyId, String name) {
        Principal principal = new Principal.UserPrincipal("1000000000000001", "id-of-" + accessKeyId, name);
        return new Caller(principal, null, accessKeyId, PolicySet.empty(), 1, 1);
    }

    private static String kid(String jwt) {
        return part(jwt, 0).getString("kid");
    }

    private static JsonObject part(String jwt, int index) {
        return new JsonObject(new String(BASE64.decode(jwt.split("\\.", -1)[index]), StandardCharsets.UTF_8));
    }

    /** Keys for assertions alone, newest first. */
    private static final class Keys implements KeyRing {
        private final List<ServiceKey> keys = new CopyOnWriteArrayList<>();
        private final KeyPair pair;

        Keys() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                pair = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        void add(String kid, Instant createdAt) {
            keys.add(0, key(kid, pair.getPrivate().getEncoded(), createdAt));
        }

        void addBroken(String kid) {
            keys.add(0, key(kid, new byte[] {1}, Instant.EPOCH));
        }

        void mend(String kid) {
            remove(kid);
            add(kid, Instant.EPOCH);
        }

        void remove(String kid) {
            keys.removeIf(key -> key.kid().equals(kid));
        }

        private ServiceKey key(String kid, byte[] material, Instant createdAt) {
            return new ServiceKey(
                    KeyPurpose.IDENTITY_ASSERTION,
                    kid,
                    Secret.of(material),
                    pair.getPublic().getEncoded(),
                    createdAt);
        }

        boolean signed(String jwt) throws Exception {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(pair.getPublic());
            signature.update(jwt.substring(0, jwt.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(BASE64.decode(jwt.substring(jwt.lastIndexOf('.') + 1)));
        }

        @Override
        public ServiceKey current(KeyPurpose purpose) {
            return keys.get(0);
        }

        @Override
        public Optional<ServiceKey> find(KeyPurpose purpose, String kid) {
            return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
        }

        @Override
        public List<ServiceKey> accepted(KeyPurpose purpose) {
            return List.copyOf(keys);
        }
    }
}
