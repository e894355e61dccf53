package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever arrives gives a value, never an exception. */
class HostileRequestsTest {

    private static final List<String> NAMES = List.of(
            "authorization",
            "date",
            "host",
            "content-type",
            "content-md5",
            "accept",
            "security-token",
            "x-mns-version",
            "x-acs-date",
            "x-acs-signature-nonce",
            "x-acs-content-sha256",
            "x-acs-security-token",
            "x-acs-action");
    private static final List<String> VALUES = List.of(
            "application/x-www-form-urlencoded",
            "MNS a:b",
            "acs a:b",
            "ACS3-HMAC-SHA256 Credential=a",
            "MNS",
            "acs ",
            "ACS3-HMAC-SHA256",
            "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=;;,Signature=" + "0".repeat(64),
            "MNS a:AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "Mon, 23 Nov 2026 21:08:46 GMT",
            "2026-11-23T21:08:46Z",
            "2026-02-30T21:08:46Z",
            "0000-00-00T00:00:00Z",
            "0123456789abcdef",
            "0".repeat(64),
            "UNSIGNED-PAYLOAD");
    private static final List<String> PIECES = List.of(
            "/",
            "?",
            "&",
            "=",
            "%",
            "%2",
            "%zz",
            "%C3",
            "%ed%a0%80",
            "%00",
            "+",
            "a",
            "Signature",
            "AccessKeyId",
            "SignatureNonce=0123456789",
            "Timestamp=2026-11-23T21:08:46Z",
            "SignatureMethod=HMAC-SHA1",
            "SignatureVersion=1.0",
            "Signature=AAAAAAAAAAAAAAAAAAAAAAAAAAA%3D",
            "AccessKeyId=a",
            "http://",
            "é",
            "中",
            "\ud800");

    private final Verifier verifier = new Verifier();

    @Property(tries = 5000, shrinking = ShrinkingMode.BOUNDED)
    void anythingGivesAnAnswer(
            @ForAll("methods") String method,
            @ForAll("targets") String target,
            @ForAll("headerLines") List<Map.Entry<String, String>> headers,
            @ForAll("targets") String form) {
        HeaderList list = HeaderList.of(headers);
        Reading reading = CallView.read(method, target, list, form.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof CallView call) {
            assertThat(call.canonicalQuery()).isNotNull();
            assertThat(call.canonicalForm()).isNotNull();
            answer(call);
            answer(call.withoutEmptyParameters());
        }
    }

    @Property(tries = 2000)
    void anyBytesInAFormGiveAnAnswer(@ForAll byte[] form) {
        HeaderList headers = HeaderList.builder()
                .add("content-type", "application/x-www-form-urlencoded")
                .build();

        assertThat(CallView.read("POST", "/", headers, form)).isNotNull();
    }

    @Property(tries = 3000)
    void mutilatedRecordingsGiveAnAnswer(
            @ForAll("vectors") SignatureVector vector,
            @ForAll("pieces") String piece,
            @ForAll int at,
            @ForAll boolean cut) {
        String target = spliced(vector.target(), piece, at, cut);
        List<Map.Entry<String, String>> headers = vector.headers().stream()
                .map(header -> Map.entry(header.getKey(), spliced(header.getValue(), piece, at, cut)))
                .toList();

        reads(vector, target, vector.headers());
        reads(vector, vector.target(), headers);
    }

    private void reads(SignatureVector vector, String target, List<Map.Entry<String, String>> headers) {
        Reading reading = CallView.read(vector.method(), target, HeaderList.of(headers), vector.body());
        if (reading instanceof CallView call) {
            answer(call);
        }
    }

    private void answer(CallView call) {
        Presentation presentation = Presenter.present(call);
        if (presentation instanceof Presented presented) {
            DateWindow.STANDARD.check(presented, Instant.EPOCH);
            verifier.spendEqualWork(presented);
            Verification verification = verifier.verify(presented, "secret".getBytes(StandardCharsets.UTF_8));
            assertThat(verification).isInstanceOf(Rejection.class);
        } else {
            Rejection rejection = (Rejection) presentation;
            assertThat(rejection.code()).isNotBlank();
            assertThat(rejection.status()).isBetween(400, 499);
        }
    }

    private static String spliced(String text, String piece, int at, boolean cut) {
        int index = Math.floorMod(at, text.length() + 1);
        return text.substring(0, index) + piece + (cut ? "" : text.substring(index));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.oneOf(
                Arbitraries.of("GET", "POST", "PUT"), Arbitraries.strings().ofMaxLength(4));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.strings().ofMaxLength(3));
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> joined = pieces().list().ofMaxSize(12).map(pieces -> String.join("", pieces));
        Arbitrary<String> query = Arbitraries.of(PIECES)
                .list()
                .uniqueElements()
                .ofMaxSize(8)
                .map(pieces -> "/?" + String.join("&", pieces));
        return Arbitraries.oneOf(joined, joined.map(text -> "/" + text), query);
    }

    @Provide
    Arbitrary<List<Map.Entry<String, String>>> headerLines() {
        Arbitrary<String> names =
                Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(NAMES)), Tuple.of(1, Arbitraries.strings()));
        Arbitrary<String> values =
                Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(VALUES)), Tuple.of(1, Arbitraries.strings()));
        return Combinators.combine(names, values).as(Map::entry).list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<SignatureVector> vectors() {
        return Arbitraries.of(SignatureVector.all());
    }
}
