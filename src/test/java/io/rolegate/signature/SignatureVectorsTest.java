package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SignatureVectorsTest {

    private final Verifier verifier = new Verifier();

    @TestFactory
    Stream<DynamicTest> everyRecordedRequestVerifies() {
        return SignatureVector.all().stream().map(vector -> dynamicTest(vector.name(), () -> verifies(vector)));
    }

    @TestFactory
    Stream<DynamicTest> everyStringToSignIsTheRecordedOne() {
        return SignatureVector.all().stream()
                .map(vector -> dynamicTest(
                        vector.name(), () -> assertThat(stringToSign(vector)).isEqualTo(vector.stringToSign())));
    }

    @TestFactory
    Stream<DynamicTest> everyCanonicalRequestIsTheRecordedOne() {
        return SignatureVector.of(Dialect.ACS3)
                .map(vector -> dynamicTest(vector.name(), () -> assertThat(canonicalRequest(vector))
                        .isEqualTo(vector.canonicalRequest())));
    }

    private void verifies(SignatureVector vector) {
        Presented presented = presented(vector);
        assertThat(presented.dialect()).isEqualTo(vector.dialect());
        assertThat(presented.accessKeyId()).isEqualTo(vector.accessKeyId());
        assertThat(presented.securityToken()).isEqualTo(vector.securityToken());
        assertThat(presented.nonce()).isEqualTo(vector.nonce());
        assertThat(DateWindow.STANDARD.check(presented, vector.now())).isNull();

        Verification verification = verifier.verify(presented, vector.secret());

        assertThat(verification).isInstanceOf(Verified.class);
        Verified verified = (Verified) verification;
        boolean emptyOmitted = "empty-omitted".equals(vector.variant());
        assertThat(verified.call() == presented.call()).isEqualTo(!emptyOmitted);
        BodyCheck check = verified.body().start();
        check.update(vector.body(), 0, vector.body().length);
        assertThat(check.finish()).isNull();
    }

    private static Presented presented(SignatureVector vector) {
        Presentation presentation = Presenter.present(vector.call());
        assertThat(presentation).isInstanceOf(Presented.class);
        return (Presented) presentation;
    }

    private static String stringToSign(SignatureVector vector) {
        Presented presented = presented(vector);
        CallView call =
                "empty-omitted".equals(vector.variant()) ? presented.call().withoutEmptyParameters() : presented.call();
        Workbench bench = new Workbench();
        CanonicalBuffer written =
                switch (presented.dialect()) {
                    case ACS3 ->
                        Acs3.writeStringToSign(
                                bench, Acs3.writeCanonicalRequest(call, presented.signedHeaders(), bench.buffer()));
                    case RPC -> Rpc.writeStringToSign(call, bench.buffer());
                    case ROA -> Roa.writeStringToSign(call, !"empty-bare".equals(vector.variant()), bench.buffer());
                    case MNS -> Mns.writeStringToSign(call, bench.buffer());
                };
        return written.toString();
    }

    private static String canonicalRequest(SignatureVector vector) {
        Presented presented = presented(vector);
        CanonicalBuffer written =
                Acs3.writeCanonicalRequest(presented.call(), presented.signedHeaders(), new CanonicalBuffer());
        return new String(written.bytes(), 0, written.length(), StandardCharsets.UTF_8);
    }
}
