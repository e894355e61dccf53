package io.rolegate.sts;

import static io.rolegate.sts.Sessions.EXPIRES;
import static io.rolegate.sts.Sessions.KEY_ID;
import static io.rolegate.sts.Sessions.direct;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.sts.SessionVerification.Invalid;
import io.rolegate.sts.SessionVerification.Problem;
import io.rolegate.sts.SessionVerification.Valid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionVerifierTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final RotatableKeys keys = new RotatableKeys().add("k1");
    private final SettableClock clock = new SettableClock(Sessions.ISSUED);
    private final SecurityTokens tokens = new SecurityTokens(VERTX, keys);
    private final SessionSecrets secrets = new SessionSecrets(keys);
    private final SessionVerifier verifier = new SessionVerifier(tokens, secrets, clock, StsSettings.defaults());
    private final TemporaryCredentials issued = new SessionIssuer(tokens, secrets).issue(direct());

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void genuineTokenGivesSessionAndTheSecretThatWasHandedOut() {
        SessionVerification verification = verify(KEY_ID, issued.securityToken());

        assertThat(verification).isInstanceOfSatisfying(Valid.class, valid -> {
            assertThat(valid.session().session()).isEqualTo(direct());
            assertThat(valid.session().secret().reveal())
                    .isEqualTo(issued.accessKeySecret().reveal())
                    .hasSize(43);
        });
    }

    @Test
    void secondVerificationIsAnsweredFromMemory() {
        VerifiedSession first = ((Valid) verify(KEY_ID, issued.securityToken())).session();
        VerifiedSession second = ((Valid) verify(KEY_ID, issued.securityToken())).session();

        assertThat(second).isSameAs(first);
    }

    @Test
    void tokenOfAnotherKeyIdIsAMismatchWhetherRememberedOrNot() {
        assertThat(verify("STS.other", issued.securityToken())).isEqualTo(invalid(Problem.MISMATCH_WITH_ACCESS_KEY));

        verify(KEY_ID, issued.securityToken());

        assertThat(verify("STS.other", issued.securityToken())).isEqualTo(invalid(Problem.MISMATCH_WITH_ACCESS_KEY));
        assertThat(verify("", issued.securityToken())).isEqualTo(invalid(Problem.MISMATCH_WITH_ACCESS_KEY));
        assertThat(verify(KEY_ID, issued.securityToken())).isInstanceOf(Valid.class);
    }

    @Test
    void expiryHasNoGraceWhetherRememberedOrNot() {
        clock.set(EXPIRES.minusNanos(1));
        assertThat(verify(KEY_ID, issued.securityToken())).isInstanceOf(Valid.class);

        clock.set(EXPIRES);
        assertThat(verify(KEY_ID, issued.securityToken())).isEqualTo(invalid(Problem.EXPIRED));
        assertThat(verify(KEY_ID, issued.securityToken())).isEqualTo(invalid(Problem.EXPIRED));
    }

    @Test
    void malformedTokenIsMalformedBesideARememberedOne() {
        verify(KEY_ID, issued.securityToken());

        assertThat(verify(KEY_ID, issued.securityToken() + ".")).isEqualTo(invalid(Problem.MALFORMED));
        assertThat(verify(KEY_ID, "")).isEqualTo(invalid(Problem.MALFORMED));
    }

    @Test
    void oldKeysSessionsLiveThroughARotationButNotThroughItsRemoval() {
        verify(KEY_ID, issued.securityToken());
        keys.add("k2");
        assertThat(verify(KEY_ID, issued.securityToken())).isInstanceOf(Valid.class);

        keys.remove("k1");
        assertThat(verify(KEY_ID, issued.securityToken())).isEqualTo(invalid(Problem.MALFORMED));
        assertThat(verify(KEY_ID, issued.securityToken())).isEqualTo(invalid(Problem.MALFORMED));
    }

    @Test
    void verifierThatMayRememberNothingStillVerifies() {
        StsSettings forgetful = new StsSettings(2, 0, Duration.ofHours(1), 0);
        SessionVerifier cacheless = new SessionVerifier(tokens, secrets, clock, forgetful);

        assertThat(cacheless.verify(KEY_ID, issued.securityToken()).result()).isInstanceOf(Valid.class);
        assertThat(cacheless.verify(KEY_ID, issued.securityToken()).result()).isInstanceOf(Valid.class);
    }

    @Test
    void secretDependsOnKeyAndKeyId() {
        keys.add("k2");

        assertThat(List.of(
                        secrets.derive("k1", KEY_ID).reveal(),
                        secrets.derive("k2", KEY_ID).reveal(),
                        secrets.derive("k1", "STS.other").reveal()))
                .doesNotHaveDuplicates()
                .allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void nothingPrintsTheSecretOrTheToken() {
        VerifiedSession session = ((Valid) verify(KEY_ID, issued.securityToken())).session();

        assertThat(session + " " + issued)
                .doesNotContain(issued.accessKeySecret().reveal())
                .doesNotContain(issued.securityToken());
    }

    private SessionVerification verify(String accessKeyId, String token) {
        Future<SessionVerification> verified = verifier.verify(accessKeyId, token);
        assertThat(verified.succeeded()).isTrue();
        return verified.result();
    }

    private static Invalid invalid(Problem problem) {
        return new Invalid(problem);
    }
}
