package io.rolegate.signature.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.signature.CallView;
import io.rolegate.signature.Presented;
import io.rolegate.signature.Presenter;
import io.rolegate.signature.SigningText;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Recorded requests of official SDKs, altered in every usual way: the doctor names what was done. */
class DoctorTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private final Doctor doctor = new Doctor();

    private static List<JsonObject> lines(String file) throws IOException {
        return Files.readAllLines(RESOURCES.resolve(file)).stream()
                .map(JsonObject::new)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> causeIsNamed() throws IOException {
        List<JsonObject> vectors = lines("signature-vectors.jsonl");
        return lines("doctor-cases.jsonl").stream().flatMap(alteration -> {
            List<JsonObject> altered = vectors.stream()
                    .filter(vector -> vector.getString("name").matches(alteration.getString("vectors")))
                    .toList();
            assertThat(altered).as(alteration.getString("name")).isNotEmpty();
            return altered.stream()
                    .map(vector -> DynamicTest.dynamicTest(
                            alteration.getString("name") + ": " + vector.getString("name"),
                            () -> examine(new DoctorCase(alteration, vector))));
        });
    }

    private void examine(DoctorCase example) {
        Diagnosis diagnosis = doctor.examine(example.recording(), example.known());

        assertThat(diagnosis.causes())
                .extracting(cause -> cause.kind().id())
                .containsExactlyElementsOf(example.causes());
        boolean sound = example.causes().isEmpty();
        assertThat(diagnosis.rejection() == null || diagnosis.causes().stream().noneMatch(Cause::proven) || !sound)
                .isTrue();
        if (sound) {
            assertThat(diagnosis.rejection()).isNull();
        }
        if (example.says() != null) {
            assertThat(diagnosis.causes())
                    .anySatisfy(cause -> assertThat(cause.what()).contains(example.says()));
        }
        if (example.code() != null) {
            assertThat(Objects.requireNonNull(diagnosis.rejection()).code()).isEqualTo(example.code());
        }
    }

    @TestFactory
    Stream<DynamicTest> textIsWhatTheSdkSigned() throws IOException {
        return lines("signature-vectors.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.getString("name"), () -> {
                    DoctorCase untouched = new DoctorCase(new JsonObject(), vector);

                    SigningText text = Objects.requireNonNull(doctor.examine(untouched.recording(), untouched.known())
                            .text());

                    boolean variant = List.of("empty-omitted", "empty-bare").contains(vector.getString("variant", ""));
                    assertThat(text.canonicalRequest()).isEqualTo(vector.getString("canonicalRequest"));
                    assertThat(text.stringToSign().equals(vector.getString("stringToSign")))
                            .isNotEqualTo(variant);
                }));
    }

    @TestFactory
    Stream<DynamicTest> lenientReadingAgreesWithTheGateway() throws IOException {
        return lines("signature-vectors.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.getString("name"), () -> {
                    Recording recording = new DoctorCase(new JsonObject(), vector).recording();
                    Claim claim = Objects.requireNonNull(Claim.of(recording));
                    Presented presented = (Presented) Presenter.present((CallView) recording.read());

                    assertThat(claim.dialect()).isEqualTo(presented.dialect());
                    assertThat(claim.accessKeyId()).isEqualTo(presented.accessKeyId());
                    assertThat(ClientText.stringToSign(
                                    recording, claim.dialect(), claim.signedHeaders(), Spelling.right(claim.dialect())))
                            .isEqualTo(SigningText.of(presented).stringToSign());
                }));
    }

    @Test
    void everyCauseIsDocumentedAndHasACase() throws IOException {
        String documentation = Files.readString(Path.of("docs/signatures.md"));
        List<Object> found = lines("doctor-cases.jsonl").stream()
                .flatMap(example -> example.getJsonArray("causes").stream())
                .toList();

        assertThat(Cause.Kind.values()).extracting(Cause.Kind::id).allSatisfy(id -> {
            assertThat(documentation).contains('`' + id + '`');
            assertThat(found).contains(id);
        });
    }

    @Test
    void nothingThatIsSecretShowsInWhatIsSaid() throws IOException {
        JsonObject vector = lines("signature-vectors.jsonl").stream()
                .filter(line -> line.getString("name").equals("tea-tok-v3-CreateCluster-json"))
                .findFirst()
                .orElseThrow();
        JsonObject alteration = new JsonObject(
                "{\"headers\":{\"x-acs-security-token\":\"CAISforeignTokenText\"},\"addToSecret\":\"\\n\"}");
        DoctorCase example = new DoctorCase(alteration, vector);

        Diagnosis diagnosis = doctor.examine(example.recording(), example.known());

        assertThat(diagnosis.causes().toString() + diagnosis.facts() + diagnosis.notes())
                .doesNotContain(vector.getString("accessKeySecret"))
                .doesNotContain(vector.getString("securityToken"))
                .doesNotContain("CAISforeignTokenText");
        assertThat(example.known().toString()).doesNotContain(vector.getString("accessKeySecret"));
    }

    @Test
    void garbageIsExaminedWithoutFailing() {
        for (String authorization :
                List.of("", "ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 x", "acs :", "MNS a", "Basic x")) {
            Recording recording = new Recording(
                    "GET", "/?a=%zz&&=x", List.of(Map.entry("Authorization", authorization)), new byte[] {1, 2});

            Diagnosis diagnosis = doctor.examine(recording, new Known(null, null, null, null, null, null));

            assertThat(diagnosis.rejection()).isNotNull();
            assertThat(diagnosis.causes()).isNotEmpty();
        }
    }
}
