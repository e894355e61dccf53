package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SignerTest {

    private static final SigningCredentials CREDENTIALS = new SigningCredentials("LTAI1", "s3cret", null);
    private static final Set<String> ADDED_BY_SIGNER = Set.of(
            "authorization",
            "date",
            "x-acs-date",
            "x-acs-signature-nonce",
            "x-acs-content-sha256",
            "x-acs-security-token",
            "x-acs-accesskey-id",
            "security-token");
    private static final Set<String> RPC_ADDED = Set.of(
            "AccessKeyId",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "Timestamp",
            "SecurityToken",
            "Signature");

    @TestFactory
    Stream<DynamicTest> reproducesTheSignaturesOfOfficialClients() {
        return SignatureVector.all().stream()
                .filter(SignerTest::isReproducible)
                .map(vector -> dynamicTest(vector.name(), () -> assertThat(signature(resign(vector), vector.dialect()))
                        .isEqualTo(vector.signature())));
    }

    @Test
    void mostRecordingsCanBeReproduced() {
        assertThat(SignatureVector.all().stream().filter(SignerTest::isReproducible))
                .hasSizeGreaterThan(140);
    }

    @Test
    void refusesWhatCouldNotBeSent() {
        UnsignedRequest request =
                UnsignedRequest.builder(Dialect.MNS, "GET", "/queues?x=y").build();
        UnsignedRequest split = UnsignedRequest.builder(Dialect.MNS, "GET", "/queues")
                .header("x-mns-prefix", "a\r\nb")
                .build();

        assertThatThrownBy(() -> Signer.sign(request, CREDENTIALS, Instant.EPOCH, "01234567"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signer.sign(split, CREDENTIALS, Instant.EPOCH, "01234567"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedRequest.builder(Dialect.RPC, "POST", "/")
                        .form("a", "b")
                        .body(new byte[1])
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingPrintsSecretOrToken() {
        SigningCredentials credentials = new SigningCredentials("STS.1", "s3cret", "t0ken");
        SignedRequest signed = Signer.sign(
                UnsignedRequest.builder(Dialect.ACS3, "GET", "/").build(), credentials, Instant.EPOCH, "01234567");
        CallView call = (CallView) CallView.read("GET", signed.target(), signed.headers(), null);

        assertThat(credentials + " " + signed + " " + signed.headers() + " " + call + " " + Presenter.present(call))
                .doesNotContain("s3cret")
                .doesNotContain("t0ken");
    }

    /** Not: queries that clients don't encode as we do, values left out of the signature, bodies in two places. */
    private static boolean isReproducible(SignatureVector vector) {
        boolean oddEmpty = vector.variant() != null && !vector.variant().equals("empty-with-eq");
        boolean rawQuery = vector.dialect() == Dialect.MNS && vector.target().contains("ReceiptHandle");
        boolean withoutKeyHeader = vector.name().equals("core-tok-rpc-POST-sigv3");
        return !oddEmpty && !rawQuery && !withoutKeyHeader;
    }

    private static SignedRequest resign(SignatureVector vector) {
        CallView call = vector.call();
        UnsignedRequest.Builder builder = UnsignedRequest.builder(vector.dialect(), vector.method(), call.rawPath())
                .withoutContentMd5();
        boolean rpc = vector.dialect() == Dialect.RPC;
        call.query().stream()
                .filter(parameter -> !rpc || !RPC_ADDED.contains(parameter.name()))
                .forEach(parameter -> builder.query(parameter.name(), parameter.value()));
        for (Map.Entry<String, String> header : vector.headers()) {
            if (!ADDED_BY_SIGNER.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                builder.header(header.getKey(), header.getValue());
            }
        }
        if (rpc) {
            call.form().stream()
                    .filter(parameter -> !RPC_ADDED.contains(parameter.name()))
                    .forEach(parameter -> builder.form(parameter.name(), parameter.value()));
        } else {
            builder.body(vector.body());
        }
        SigningCredentials credentials =
                new SigningCredentials(vector.accessKeyId(), vector.accessKeySecret(), vector.securityToken());
        String nonce = vector.nonce();
        return Signer.sign(builder.build(), credentials, vector.now(), nonce == null ? "" : nonce);
    }

    private static String signature(SignedRequest signed, Dialect dialect) {
        if (dialect == Dialect.RPC) {
            CallView call = (CallView) CallView.read(signed.method(), signed.target(), signed.headers(), signed.body());
            return String.valueOf(call.parameter("Signature"));
        }
        String authorization = String.valueOf(signed.headers().first("authorization"));
        String before = dialect == Dialect.ACS3 ? "Signature=" : ":";
        return authorization.substring(authorization.indexOf(before) + before.length());
    }
}
