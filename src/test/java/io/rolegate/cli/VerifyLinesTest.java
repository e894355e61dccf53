package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded requests with one thing changed, and the code of signatures.md 8 that each earns. */
class VerifyLinesTest {

    private static final String ACS3 = "tea-ak-v3-CreateCluster-json";
    private static final String ACS3_TOKEN = "tea-tok-v3-CreateCluster-json";
    private static final String ACS3_CORE = "core-tok-rpc-POST-sigv3";
    private static final String RPC = "core-ak-rpc-POST-nasty";
    private static final String RPC_TOKEN = "core-tok-rpc-POST-nasty";
    private static final String ROA = "pop-ak-roa-POST";
    private static final String ROA_TOKEN = "pop-tok-roa-PUT";
    private static final String MNS = "mns-ak-createQueue";
    private static final String MNS_TOKEN = "mns-tok-peek";

    private static final List<String> VECTORS = readVectors();

    private final VerifyLines lines = new VerifyLines();

    @TestFactory
    Stream<DynamicTest> wrongKeys() {
        return Stream.of(
                        each("SignatureDoesNotMatch", json -> json.put("accessKeySecret", "another")),
                        each(
                                json -> json.put("accessKeyId", "LTAIanother"),
                                "InvalidAccessKeyId.NotFound",
                                "InvalidAccessKeyId"))
                .flatMap(tests -> tests);
    }

    @TestFactory
    Stream<DynamicTest> datesOutsideTheWindow() {
        return Stream.of(901, -901)
                .flatMap(seconds -> each(
                        json -> json.put("now", json.getLong("now") + seconds),
                        "InvalidTimeStamp.Expired",
                        "TimeExpired"));
    }

    @TestFactory
    Stream<DynamicTest> datesAtTheEdgeOfTheWindow() {
        return Stream.of(900, -900).flatMap(seconds -> Stream.of(ACS3, RPC, ROA, MNS)
                .map(name -> test(name, json -> json.put("now", json.getLong("now") + seconds), "valid")));
    }

    @TestFactory
    Stream<DynamicTest> tokens() {
        return Stream.of(
                test(ACS3_TOKEN, removeHeader("x-acs-security-token"), "IncompleteSignature"),
                test(ROA_TOKEN, removeHeader("x-acs-security-token"), "MissingSecurityToken"),
                test(MNS_TOKEN, removeHeader("security-token"), "MissingSecurityToken"),
                test(RPC_TOKEN, target("SecurityToken=[^&]*&", ""), "MissingSecurityToken"),
                test(MNS_TOKEN, header("security-token", "another"), "InvalidSecurityToken.MismatchWithAccessKey"),
                test(
                        ACS3_TOKEN,
                        header("x-acs-security-token", "another"),
                        "InvalidSecurityToken.MismatchWithAccessKey"),
                test(
                        ROA_TOKEN,
                        header("x-acs-security-token", "another"),
                        "InvalidSecurityToken.MismatchWithAccessKey"),
                test(
                        RPC_TOKEN,
                        target("SecurityToken=[^&]*", "SecurityToken=x"),
                        "InvalidSecurityToken.MismatchWithAccessKey"),
                test(MNS, addHeader("security-token", "any"), "InvalidSecurityToken.MismatchWithAccessKey"),
                test(MNS_TOKEN, json -> json.putNull("securityToken"), "InvalidSecurityToken.MismatchWithAccessKey"),
                test(RPC, target("$", "&SecurityToken=x"), "InvalidSecurityToken.MismatchWithAccessKey"),
                test(MNS, addHeader("x-acs-security-token", "any"), "InvalidArgument"),
                test(ACS3, target("$", "?SecurityToken=x"), "InvalidParameter"));
    }

    @TestFactory
    Stream<DynamicTest> bodies() {
        return Stream.of(
                test(ACS3, body("other"), "SignatureDoesNotMatch"),
                test(ACS3_CORE, body("X=y+zz"), "SignatureDoesNotMatch"),
                test(ACS3_CORE, body("%zz&&"), "SignatureDoesNotMatch"),
                test(ROA, body("other"), "ContentMD5NotMatched"),
                test(ROA, body(""), "ContentMD5NotMatched"),
                test(RPC, body("a=b"), "SignatureDoesNotMatch"),
                test(RPC, body("%zz"), "InvalidParameter"),
                test("core-ak-rpc-GET-nasty", removeHeader("content-type").andThen(body("{}")), "InvalidParameter"),
                test(MNS, body("other"), "valid"));
    }

    @TestFactory
    Stream<DynamicTest> changedParts() {
        return Stream.of(
                        each("SignatureDoesNotMatch", json -> json.put("method", "PATCH")),
                        Stream.of(
                                test(ACS3, target("^/", "/x"), "SignatureDoesNotMatch"),
                                test(RPC, target("^/", "/x"), "SignatureDoesNotMatch"),
                                test(ROA, target("^/", "/x"), "SignatureDoesNotMatch"),
                                test(MNS, target("^/", "/x"), "SignatureDoesNotMatch"),
                                test(ACS3, target("$", "?x=y"), "SignatureDoesNotMatch"),
                                test(RPC, target("$", "&x=y"), "SignatureDoesNotMatch"),
                                test(ROA, target("$", "?x=y"), "SignatureDoesNotMatch"),
                                test(MNS, target("$", "?x=y"), "SignatureDoesNotMatch"),
                                test(MNS, target("$", "?"), "SignatureDoesNotMatch"),
                                test(ACS3, header("x-acs-action", "Other"), "SignatureDoesNotMatch"),
                                test(ACS3, header("host", "other"), "SignatureDoesNotMatch"),
                                test(ACS3, header("content-type", "text/xml"), "SignatureDoesNotMatch"),
                                test(ROA, header("accept", "text/xml"), "SignatureDoesNotMatch"),
                                test(ROA, header("content-md5", "AAAA"), "SignatureDoesNotMatch"),
                                test(ROA, header("x-acs-signature-nonce", "01234567"), "SignatureDoesNotMatch"),
                                test(MNS, header("x-mns-version", "2015-06-07"), "SignatureDoesNotMatch"),
                                test(MNS, addHeader("x-mns-prefix", "x"), "SignatureDoesNotMatch"),
                                test(MNS, header("content-type", "text/plain"), "SignatureDoesNotMatch"),
                                test(RPC, target("SignatureNonce=..", "SignatureNonce=00"), "SignatureDoesNotMatch"),
                                test(RPC, header("x-acs-action", "Other"), "InvalidParameter"),
                                test(RPC, header("x-acs-version", "2000-01-01"), "InvalidParameter")))
                .flatMap(tests -> tests);
    }

    @TestFactory
    Stream<DynamicTest> dates() {
        return Stream.of(
                test(ACS3, header("x-acs-date", "2026-11-23 21:08:46"), "InvalidTimeStamp.Format"),
                test(ACS3, header("x-acs-date", "2026-13-23T21:08:46Z"), "InvalidTimeStamp.Format"),
                test(RPC, target("Timestamp=2026", "Timestamp=26"), "InvalidTimeStamp.Format"),
                test(ROA, header("date", "2026-11-23T21:08:46Z"), "InvalidTimeStamp.Format"),
                test(MNS, header("date", "Tue, 23 Nov 2026 21:08:50 GMT"), "InvalidDateHeader"),
                test(MNS, header("date", "yesterday"), "InvalidDateHeader"),
                test(RPC, target("Timestamp=[^&]*&", ""), "MissingParameter"),
                test(ROA, removeHeader("date"), "MissingParameter"),
                test(MNS, removeHeader("date"), "MissingDateHeader"),
                test(ACS3, removeHeader("x-acs-date"), "MissingParameter"));
    }

    @TestFactory
    Stream<DynamicTest> credentialShapes() {
        return Stream.of(
                test(MNS, removeHeader("authorization"), "MissingAuthorizationHeader"),
                test(ROA, removeHeader("authorization"), "MissingParameter"),
                test(RPC, target("AccessKeyId=[^&]*&", ""), "MissingParameter"),
                test(RPC, target("(?<=&)Signature=[^&]*&", ""), "IncompleteSignature"),
                test(RPC, target("SignatureMethod=[^&]*", "SignatureMethod=HMAC-SHA256"), "InvalidSignatureMethod"),
                test(RPC, target("SignatureMethod=[^&]*", "SignatureMethod=none"), "InvalidSignatureMethod"),
                test(RPC, target("SignatureMethod=[^&]*&?", ""), "MissingParameter"),
                test(RPC, target("SignatureVersion=1.0", "SignatureVersion=2.0"), "InvalidParameter"),
                test(RPC, target("SignatureNonce=[^&]*", "SignatureNonce=short"), "InvalidParameter"),
                test(RPC, addHeader("authorization", "acs a:b"), "IncompleteSignature"),
                test(ROA, header("x-acs-signature-method", "HMAC-SHA256"), "InvalidSignatureMethod"),
                test(ROA, removeHeader("x-acs-signature-nonce"), "MissingParameter"),
                test(ROA, scheme("acs", "ACS"), "InvalidSignatureMethod"),
                test(ROA, scheme("acs", "acs "), "InvalidAccessKeyId.NotFound"),
                test(MNS, scheme("MNS", "Bearer"), "InvalidAuthorizationHeader"),
                test(MNS, header("authorization", "MNS nothing"), "InvalidAuthorizationHeader"),
                test(MNS, header("authorization", "MNS a:short"), "InvalidAuthorizationHeader"),
                test(ACS3, scheme("ACS3-HMAC-SHA256", "ACS3-RSA-SHA256"), "InvalidSignatureMethod"),
                test(ACS3, header("authorization", "ACS3-HMAC-SHA256"), "IncompleteSignature"),
                test(ACS3, scheme(",Signature=.*", ""), "IncompleteSignature"),
                test(ACS3, scheme("Signature=.*", "Signature=ABC"), "IncompleteSignature"),
                test(ACS3, scheme("Signature=.*", "Signature=" + "0".repeat(64)), "SignatureDoesNotMatch"),
                test(ACS3, scheme("$", ",Credential=a"), "IncompleteSignature"),
                test(ACS3, header("x-acs-content-sha256", "UNSIGNED-PAYLOAD"), "SignatureDoesNotMatch"),
                test(ACS3_TOKEN, header("x-acs-accesskey-id", "another"), "InvalidParameter"));
    }

    @TestFactory
    Stream<DynamicTest> coverage() {
        return Stream.of(
                test(ACS3, addHeader("x-acs-extra", "x"), "IncompleteSignature"),
                test(ACS3, scheme("content-type;", ""), "IncompleteSignature"),
                test(ACS3, scheme(";x-acs-version", ""), "IncompleteSignature"),
                test(ACS3, scheme("content-type;host", "host;content-type"), "IncompleteSignature"),
                test(ACS3, scheme("content-type;host", "Content-Type;host"), "IncompleteSignature"),
                test(ACS3, scheme("host;", "host;host;"), "IncompleteSignature"),
                test(ACS3, scheme(";x-acs-version", ";x-acs-version;x-gone"), "IncompleteSignature"),
                test(ACS3_TOKEN, scheme(";x-acs-security-token", ""), "IncompleteSignature"));
    }

    @TestFactory
    Stream<DynamicTest> repeats() {
        return Stream.of(
                test(MNS, repeatHeader("date"), "InvalidArgument"),
                test(MNS, repeatHeader("authorization"), "InvalidAuthorizationHeader"),
                test(MNS, repeatHeader("x-mns-version"), "InvalidArgument"),
                test(MNS_TOKEN, repeatHeader("security-token"), "InvalidArgument"),
                test(ROA, repeatHeader("authorization"), "IncompleteSignature"),
                test(ROA, repeatHeader("accept"), "InvalidParameter"),
                test(ROA, repeatHeader("content-md5"), "InvalidParameter"),
                test(ACS3, repeatHeader("x-acs-date"), "InvalidParameter"),
                test(ACS3, repeatHeader("host"), "InvalidParameter"),
                test(RPC, target("$", "&Action=Other"), "InvalidParameter"),
                test(RPC, target("$", "&action=Other"), "InvalidParameter"),
                test(RPC, body("Action=Other"), "InvalidParameter"),
                test("mns-ak-peek", target("$", "&peekonly=true"), "InvalidQueryString"),
                test("mns-ak-peek", target("$", "&a=%zz"), "InvalidQueryString"));
    }

    @TestFactory
    Stream<DynamicTest> ambiguousRoaQueries() {
        return Stream.of("?a=1%26b=2", "?a%26b=1", "?a%3Db=1")
                .map(query -> test(ROA_TOKEN, target("$", query), "InvalidParameter"));
    }

    @TestFactory
    Stream<DynamicTest> targetOfAProxyIsSignedWithoutItsOrigin() {
        return Stream.of(test(MNS, target("^/", "http://127.0.0.1:18480/"), "valid"));
    }

    private Stream<DynamicTest> each(String code, Consumer<JsonObject> change) {
        return each(change, code, code);
    }

    private Stream<DynamicTest> each(Consumer<JsonObject> change, String code, String mnsCode) {
        return VECTORS.stream()
                .map(JsonObject::new)
                .map(json -> test(
                        json.getString("name"),
                        change,
                        json.getString("dialect").equals("MNS") ? mnsCode : code));
    }

    private DynamicTest test(String name, Consumer<JsonObject> change, String expected) {
        return dynamicTest(name + ": " + expected, () -> {
            JsonObject json = vector(name);
            String before = json.encode();
            change.accept(json);
            assertThat(json.encode()).isNotEqualTo(before);

            VerifyLines.Answer answer = lines.answer(json.encode());

            String start = expected.equals("valid") ? "valid" : "invalid: " + expected + ' ';
            assertThat(answer.text()).startsWith(start);
            assertThat(answer.isCase()).isTrue();
        });
    }

    private static Consumer<JsonObject> target(String regex, String replacement) {
        return json -> json.put("target", json.getString("target").replaceFirst(regex, replacement));
    }

    private static Consumer<JsonObject> body(String text) {
        return json ->
                json.put("bodyBase64", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Consumer<JsonObject> scheme(String regex, String replacement) {
        return eachHeader(
                "authorization",
                (headers, header) -> headers.add(new JsonArray()
                        .add("authorization")
                        .add(header.getString(1).replaceFirst(regex, replacement))));
    }

    private static Consumer<JsonObject> header(String name, String value) {
        return eachHeader(
                name, (headers, header) -> headers.add(new JsonArray().add(name).add(value)));
    }

    private static Consumer<JsonObject> removeHeader(String name) {
        return eachHeader(name, (headers, header) -> {});
    }

    private static Consumer<JsonObject> repeatHeader(String name) {
        return eachHeader(name, (headers, header) -> headers.add(header).add(header));
    }

    private static Consumer<JsonObject> addHeader(String name, String value) {
        return json ->
                json.getJsonArray("headers").add(new JsonArray().add(name).add(value));
    }

    private static Consumer<JsonObject> eachHeader(String name, BiConsumer<JsonArray, JsonArray> replacement) {
        return json -> {
            JsonArray headers = new JsonArray();
            for (Object line : json.getJsonArray("headers")) {
                JsonArray header = (JsonArray) line;
                if (header.getString(0).equalsIgnoreCase(name)) {
                    replacement.accept(headers, header);
                } else {
                    headers.add(header);
                }
            }
            json.put("headers", headers);
        };
    }

    private static JsonObject vector(String name) {
        return VECTORS.stream()
                .map(JsonObject::new)
                .filter(json -> json.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> readVectors() {
        try (InputStream in = VerifyLinesTest.class.getResourceAsStream("/signature-vectors.jsonl")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
