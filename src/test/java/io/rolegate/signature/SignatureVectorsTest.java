package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        return presented(vector.call());
    }

    private static Presented presented(CallView call) {
        Presentation presentation = Presenter.present(call);
        assertThat(presentation).isInstanceOf(Presented.class);
        return (Presented) presentation;
    }

    private static String stringToSign(SignatureVector vector) {
        CallView call = vector.call();
        return switch (String.valueOf(vector.variant())) {
            case "empty-bare" ->
                Roa.writeStringToSign(call, false, new CanonicalBuffer()).toString();
            case "empty-omitted" ->
                SigningText.of(presented(call.withoutEmptyParameters())).stringToSign();
            default -> SigningText.of(presented(call)).stringToSign();
        };
    }

    private static @Nullable String canonicalRequest(SignatureVector vector) {
        return SigningText.of(presented(vector)).canonicalRequest();
    }
}
