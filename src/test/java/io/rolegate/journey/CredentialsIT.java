package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Presented;
import io.rolegate.signature.Presenter;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.SigningText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is wrong with a credential is told in the caller's dialect, with the code that its SDK knows (signatures.md 8).
 */
@ExtendWith(RolegateExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsIT {
    private static final Duration BEYOND_WINDOW = Duration.ofMinutes(16);
    private static final int ANY_TEXT = 24;
    private static final String RIGHTS =
            """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":["cs:GetClusters","mns:ListQueue"],"Resource":"*"}]}""";

    private RunningGateway gateway;
    private Wire wire;
    private SigningCredentials longTerm;
    private SigningCredentials disabled;
    private SigningCredentials session;
    private SigningCredentials other;

    @BeforeAll
    void issueCredentials(RunningGateway running, Cast cast, Wire client) throws Exception {
        gateway = running;
        wire = client;
        longTerm = cast.credentialsOfOwnerB();
        var role = cast.role(RIGHTS);
        var user = cast.user();
        session = cast.session(user, role);
        other = cast.session(user, role);
        var formerUser = cast.user();
        new Delegation(cast).setKeyStatus(formerUser, "Inactive");
        disabled = formerUser.credentials();
    }

    /** A refusal: by most services, and by the message service. */
    private record Expected(String most, String messageService) {
        String by(Sample sample) {
            return sample.isMessageService() ? messageService : most;
        }
    }

    @ParameterizedTest
    @EnumSource
    void genuineCredentialsAreTaken(Sample sample) throws Exception {
        assertThat(wire.call(sample.request(), session).status()).isEqualTo(200);
        assertThat(wire.call(sample.request(), longTerm).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void wrongSecretIsRefused(Sample sample) throws Exception {
        Expected expected = new Expected("400 SignatureDoesNotMatch", "403 SignatureDoesNotMatch");
        refused(sample, new SigningCredentials(longTerm.accessKeyId(), "wrong", null), expected);
        refused(sample, new SigningCredentials(session.accessKeyId(), "wrong", session.securityToken()), expected);
    }

    @ParameterizedTest
    @EnumSource
    void refusalShowsNothingOfWhatIsToBeSigned(Sample sample) throws Exception {
        Instant now = gateway.clock().instant();
        String nonce = "echo-of-" + sample + "-12345678";
        SignedRequest right = Signer.sign(sample.request(), session, now, nonce);
        SignedRequest wrong = Signer.sign(
                sample.request(),
                new SigningCredentials(session.accessKeyId(), "wrong", session.securityToken()),
                now,
                nonce);
        Presented presented = presented(right);
        SigningText text = SigningText.of(presented);

        Wire.Reply reply = wire.send(wrong);

        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(reply.headers() + reply.body())
                .doesNotContain(text.stringToSign())
                .doesNotContain(text.stringToSign()
                        .lines()
                        .filter(line -> line.length() > ANY_TEXT)
                        .toList())
                .doesNotContain(String.valueOf(text.canonicalRequest()))
                .doesNotContain(signature(right), signature(wrong))
                .doesNotContainIgnoringCase("string to sign", "string-to-sign", "canonical");
    }

    private static Presented presented(SignedRequest request) {
        byte[] form = request.headers().count("authorization") == 0 ? request.body() : null;
        CallView call = (CallView) CallView.read(request.method(), request.target(), request.headers(), form);
        return (Presented) Presenter.present(call);
    }

    private static String signature(SignedRequest request) {
        String authorization = request.headers().first("authorization");
        String parameter = presented(request).call().parameter("Signature");
        return authorization == null
                ? String.valueOf(parameter)
                : authorization.substring(
                        Math.max(authorization.lastIndexOf(':'), authorization.lastIndexOf("Signature=") + 9) + 1);
    }

    @ParameterizedTest
    @EnumSource
    void unknownKeyIsRefused(Sample sample) throws Exception {
        SigningCredentials unknown = new SigningCredentials("LTAI5tAAAAAAAAAAAAAAAAAA", longTerm.secret(), null);
        refused(sample, unknown, new Expected("404 InvalidAccessKeyId.NotFound", "403 InvalidAccessKeyId"));
    }

    @ParameterizedTest
    @EnumSource
    void disabledKeyIsRefused(Sample sample) throws Exception {
        refused(sample, disabled, new Expected("400 InvalidAccessKeyId.Inactive", "403 InvalidAccessKeyId"));
    }

    @ParameterizedTest
    @EnumSource
    void temporaryKeyWithoutItsTokenIsRefused(Sample sample) throws Exception {
        SigningCredentials tokenless = new SigningCredentials(session.accessKeyId(), session.secret(), null);
        refused(sample, tokenless, new Expected("400 MissingSecurityToken", "403 MissingSecurityToken"));
    }

    @ParameterizedTest
    @EnumSource
    void forgedTokenIsRefused(Sample sample) throws Exception {
        Expected expected = new Expected("400 InvalidSecurityToken.Malformed", "403 InvalidSecurityToken.Malformed");
        refused(sample, withToken(session, "garbage"), expected);
        String token = session.securityToken();
        char before = token.charAt(token.length() / 2);
        String forged = token.substring(0, token.length() / 2)
                + (before == 'A' ? 'B' : 'A')
                + token.substring(token.length() / 2 + 1);
        refused(sample, withToken(session, forged), expected);
    }

    @ParameterizedTest
    @EnumSource
    void tokenOfAnotherSessionIsRefused(Sample sample) throws Exception {
        refused(
                sample,
                withToken(session, other.securityToken()),
                new Expected(
                        "400 InvalidSecurityToken.MismatchWithAccessKey",
                        "403 InvalidSecurityToken.MismatchWithAccessKey"));
    }

    @ParameterizedTest
    @EnumSource
    void keyAndTokenOfAnotherSessionNeedItsSecretToo(Sample sample) throws Exception {
        refused(
                sample,
                new SigningCredentials(other.accessKeyId(), session.secret(), other.securityToken()),
                new Expected("400 SignatureDoesNotMatch", "403 SignatureDoesNotMatch"));
    }

    @ParameterizedTest
    @EnumSource
    void longTermKeyWithTokenIsRefused(Sample sample) throws Exception {
        refused(
                sample,
                withToken(longTerm, session.securityToken()),
                new Expected(
                        "400 InvalidSecurityToken.MismatchWithAccessKey",
                        "403 InvalidSecurityToken.MismatchWithAccessKey"));
    }

    @ParameterizedTest
    @EnumSource
    void datesOutsideTheWindowAreRefused(Sample sample) throws Exception {
        Expected expected = new Expected("400 InvalidTimeStamp.Expired", "408 TimeExpired");
        Instant now = gateway.clock().instant();
        for (Instant date : new Instant[] {now.minus(BEYOND_WINDOW), now.plus(BEYOND_WINDOW)}) {
            assertRefused(sample, wire.send(wire.sign(sample.request(), longTerm, date)), expected);
            assertRefused(sample, wire.send(wire.sign(sample.request(), session, date)), expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestIsTakenOnceOnly(Sample sample) throws Exception {
        SignedRequest signed =
                wire.sign(sample.request(), session, gateway.clock().instant());
        assertThat(wire.send(signed).status()).isEqualTo(200);

        Wire.Reply again = wire.send(signed);

        if (sample.isMessageService()) {
            // Its dialect has no nonce.
            assertThat(again.status()).isEqualTo(200);
        } else {
            assertRefused(sample, again, new Expected("400 SignatureNonceUsed", ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedRequestSpendsNoNonce(Sample sample) throws Exception {
        Instant now = gateway.clock().instant();
        String nonce = "nonce-of-" + sample + "-1234567";
        SigningCredentials wrong = new SigningCredentials(longTerm.accessKeyId(), "wrong", null);

        Wire.Reply refused = wire.send(Signer.sign(sample.request(), wrong, now, nonce));
        Wire.Reply taken = wire.send(Signer.sign(sample.request(), longTerm, now, nonce));

        assertThat(refused.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(taken.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void requestWithoutCredentialsIsToldWhatIsMissing(Sample sample) throws Exception {
        Wire.Reply reply = wire.sendUnsigned("GET", sample.unsignedTarget(), sample.unsignedHeaders());

        assertRefused(sample, reply, new Expected("400 MissingParameter", "400 MissingAuthorizationHeader"));
        assertThat(reply.body()).contains(sample.isMessageService() ? "Authorization" : "AccessKeyId");
    }

    @Test
    void everyTargetWantsCredentials() throws Exception {
        for (String target : new String[] {"/", "/queues", "/nowhere"}) {
            Wire.Reply reply = wire.sendUnsigned("GET", target, Map.of());

            assertThat(reply.outcome()).as(target).isEqualTo("400 MissingParameter");
            assertThat(reply.headers().get("x-acs-request-id")).isEqualTo(reply.requestId());
        }
    }

    private void refused(Sample sample, SigningCredentials credentials, Expected expected) throws Exception {
        assertRefused(sample, wire.call(sample.request(), credentials), expected);
    }

    private void assertRefused(Sample sample, Wire.Reply reply, Expected expected) {
        assertThat(reply.outcome()).isEqualTo(expected.by(sample));
        assertThat(reply.headers().get("content-type")).startsWith(sample.errorType());
        assertThat(reply.requestId()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(reply.headers().get("x-acs-request-id")).isEqualTo(reply.requestId());
        if (sample.isMessageService()) {
            assertThat(reply.headers().get("x-mns-request-id")).isEqualTo(reply.requestId());
        }
        assertThat(reply.body())
                .contains("Message", "HostId")
                .doesNotContain(session.secret(), longTerm.secret(), session.securityToken());
    }

    private static SigningCredentials withToken(SigningCredentials credentials, String token) {
        return new SigningCredentials(credentials.accessKeyId(), credentials.secret(), token);
    }
}
