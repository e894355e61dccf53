package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the signer signs the verifier accepts, and nothing else. */
class SignVerifyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T21:08:46Z");
    private static final String NONCE = "0123456789abcdef";

    private final Verifier verifier = new Verifier();

    @Property(tries = 2000)
    void whatIsSignedVerifies(
            @ForAll("requests") UnsignedRequest request, @ForAll("credentials") SigningCredentials credentials) {
        SignedRequest signed = Signer.sign(request, credentials, NOW, NONCE);

        Verification verification = verify(signed, signed.target(), headers(signed), signed.body(), credentials);

        assertThat(verification).isInstanceOf(Verified.class);
        Presented presented = ((Verified) verification).presented();
        assertThat(presented.dialect()).isEqualTo(request.dialect());
        assertThat(presented.accessKeyId()).isEqualTo(credentials.accessKeyId());
        assertThat(presented.securityToken()).isEqualTo(credentials.securityToken());
        assertThat(presented.signedAt()).isEqualTo(NOW);
        assertThat(presented.nonce()).isEqualTo(request.dialect() == Dialect.MNS ? null : NONCE);
        assertThat(presented.call().query()).containsAll(request.query());
        assertThat(presented.call().form()).isEqualTo(request.form());
        assertThat(((Verified) verification).body().isUnprotected())
                .isEqualTo(request.body().length == 0
                        && (request.dialect() == Dialect.ROA || request.dialect() == Dialect.MNS));
    }

    @Property(tries = 500)
    void anotherSecretRefuses(@ForAll("requests") UnsignedRequest request) {
        SigningCredentials credentials = new SigningCredentials("LTAI1", "secret", null);
        SignedRequest signed = Signer.sign(request, credentials, NOW, NONCE);

        for (String secret : List.of("secreT", "secret ", "secre", "secret&", "x")) {
            assertThat(verify(
                            signed,
                            signed.target(),
                            headers(signed),
                            signed.body(),
                            new SigningCredentials("LTAI1", secret, null)))
                    .isInstanceOf(Rejection.class);
        }
    }

    @Property(tries = 1000)
    void changedTargetRefuses(
            @ForAll("requests") UnsignedRequest request,
            @ForAll("credentials") SigningCredentials credentials,
            @ForAll int at,
            @ForAll("targetCharacters") char replacement) {
        SignedRequest signed = Signer.sign(request, credentials, NOW, NONCE);
        String target = signed.target();
        int index = Math.floorMod(at, target.length());
        String changed = target.substring(0, index) + replacement + target.substring(index + 1);

        Verification verification = verify(signed, changed, headers(signed), signed.body(), credentials);

        boolean same = request.dialect() != Dialect.MNS && meansTheSame(signed, target, changed);
        assertThat(verification instanceof Verified).isEqualTo(same || target.equals(changed));
    }

    @Property(tries = 1000)
    void changedOrRemovedHeaderRefuses(
            @ForAll("requests") UnsignedRequest request,
            @ForAll("credentials") SigningCredentials credentials,
            @ForAll int which) {
        SignedRequest signed = Signer.sign(request, credentials, NOW, NONCE);
        List<Map.Entry<String, String>> headers = headers(signed);
        if (headers.isEmpty()) {
            return;
        }
        int index = Math.floorMod(which, headers.size());
        Map.Entry<String, String> header = headers.get(index);
        if (!isSigned(header.getKey(), request.dialect())) {
            return;
        }
        List<Map.Entry<String, String>> changed = new ArrayList<>(headers);
        changed.set(index, Map.entry(header.getKey(), header.getValue() + "x"));
        List<Map.Entry<String, String>> shorter = new ArrayList<>(headers);
        shorter.remove(index);
        List<Map.Entry<String, String>> repeated = new ArrayList<>(headers);
        repeated.add(header);

        for (List<Map.Entry<String, String>> other : List.of(changed, shorter, repeated)) {
            assertThat(verify(signed, signed.target(), other, signed.body(), credentials))
                    .isInstanceOf(Rejection.class);
        }
    }

    @Property(tries = 1000)
    void changedBodyRefuses(
            @ForAll("requests") UnsignedRequest request,
            @ForAll("credentials") SigningCredentials credentials,
            @ForAll int at) {
        SignedRequest signed = Signer.sign(request, credentials, NOW, NONCE);
        byte[] body = signed.body();
        if (body.length == 0) {
            return;
        }
        int index = Math.floorMod(at, body.length);
        body[index] ^= 1;

        assertThat(verify(signed, signed.target(), headers(signed), body, credentials))
                .isInstanceOf(Rejection.class);
    }

    @Property(tries = 500)
    void anotherMethodRefuses(
            @ForAll("requests") UnsignedRequest request, @ForAll("credentials") SigningCredentials credentials) {
        SignedRequest signed = Signer.sign(request, credentials, NOW, NONCE);

        assertThat(verify("PATCH", signed.target(), HeaderList.of(headers(signed)), signed.body(), credentials))
                .isInstanceOf(Rejection.class);
    }

    private Verification verify(
            SignedRequest signed,
            String target,
            List<Map.Entry<String, String>> headers,
            byte[] body,
            SigningCredentials credentials) {
        return verify(signed.method(), target, HeaderList.of(headers), body, credentials);
    }

    private Verification verify(
            String method, String target, HeaderList headers, byte[] body, SigningCredentials credentials) {
        Reading reading = CallView.read(method, target, headers, body);
        if (!(reading instanceof CallView call)) {
            return (Rejection) reading;
        }
        Presentation presentation = Presenter.present(call);
        if (!(presentation instanceof Presented presented)) {
            return (Rejection) presentation;
        }
        Verification verification = verifier.verify(presented, credentials.secretBytes());
        if (verification instanceof Verified verified) {
            BodyCheck check = verified.body().start();
            check.update(body, 0, body.length);
            Rejection rejection = check.finish();
            return rejection == null ? verified : rejection;
        }
        return verification;
    }

    private static boolean meansTheSame(SignedRequest signed, String target, String changed) {
        Reading reading = CallView.read(signed.method(), changed, signed.headers(), signed.body());
        CallView original = (CallView) CallView.read(signed.method(), target, signed.headers(), signed.body());
        return reading instanceof CallView call
                && call.rawPath().equals(original.rawPath())
                && call.canonicalQuery().equals(original.canonicalQuery());
    }

    private static boolean isSigned(String name, Dialect dialect) {
        return switch (dialect) {
            case ACS3 ->
                name.startsWith("x-acs-")
                        || name.equals("content-type")
                        || name.equals("host")
                        || name.equals("authorization");
            case RPC -> false;
            case ROA ->
                name.startsWith("x-acs-")
                        || name.equals("content-type")
                        || name.equals("accept")
                        || name.equals("date")
                        || name.equals("content-md5")
                        || name.equals("authorization");
            case MNS ->
                name.startsWith("x-mns-")
                        || name.equals("content-type")
                        || name.equals("date")
                        || name.equals("content-md5")
                        || name.equals("authorization");
        };
    }

    private static List<Map.Entry<String, String>> headers(SignedRequest signed) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 0; i < signed.headers().size(); i++) {
            headers.add(Map.entry(signed.headers().name(i), signed.headers().value(i)));
        }
        return headers;
    }

    @Provide
    Arbitrary<Character> targetCharacters() {
        return Arbitraries.of('a', 'B', '0', '/', '?', '&', '=', '%', '+', '~', '-');
    }

    @Provide
    Arbitrary<SigningCredentials> credentials() {
        return Arbitraries.of(
                new SigningCredentials("LTAI5tRolegateFakeUser01", "secretFAKE", null),
                new SigningCredentials("STS.NTfake", "秘密 secret", "CAIS/with+chars==and~tilde"));
    }

    @Provide
    Arbitrary<UnsignedRequest> requests() {
        Arbitrary<List<Parameter>> query = parameters("q");
        Arbitrary<List<Parameter>> form = parameters("f");
        Arbitrary<String> body = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<String> custom = Arbitraries.of("", "v", "v1  v2", "a\tb", "x:y;z,w", "é");
        Arbitrary<String> path =
                Arbitraries.of("/", "/queues/orders-q1", "/a%20b/c~d/", "/clusters/c%20a%2Bb~c%2A%E4%B8%AD%2Fx");
        return Combinators.combine(
                        Arbitraries.of(Dialect.class),
                        Arbitraries.of("GET", "POST", "PUT", "DELETE"),
                        path,
                        query,
                        form,
                        body,
                        custom)
                .as(SignVerifyTest::request);
    }

    private static UnsignedRequest request(
            Dialect dialect,
            String method,
            String path,
            List<Parameter> query,
            List<Parameter> form,
            String body,
            String custom) {
        boolean rpc = dialect == Dialect.RPC;
        UnsignedRequest.Builder builder = UnsignedRequest.builder(dialect, method, rpc ? "/" : path)
                .version("2015-04-01")
                .header("Host", "127.0.0.1:8080")
                .header("Accept", "application/json")
                .header(dialect.headerPrefix() + "custom", custom);
        if (dialect != Dialect.MNS) {
            builder.action("DoThing");
        }
        for (Parameter parameter : query) {
            if (dialect == Dialect.ROA) {
                builder.query(unambiguous(parameter.name()), unambiguous(parameter.value()));
            } else {
                builder.query(parameter.name(), parameter.value());
            }
        }
        if (rpc) {
            form.forEach(parameter -> builder.form(parameter.name(), parameter.value()));
        } else if (!body.isEmpty()) {
            builder.header("Content-Type", "application/json").body(body.getBytes(StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    private static String unambiguous(String text) {
        return text.replace('&', '-').replace('=', '-');
    }

    private static Arbitrary<List<Parameter>> parameters(String prefix) {
        Arbitrary<String> odd = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars(" +*~/%&=?'\"!$().,:;@<>[]^\\\n-_aZ9")
                        .ofMaxLength(5),
                Arbitraries.of("", "中文", "\ud83d\ude00", "\uffee", "é", "n a+m~e*/中"));
        // The index keeps names apart; the odd part before it makes sorting matter.
        return odd.list().ofMaxSize(5).map(texts -> {
            List<Parameter> parameters = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                parameters.add(new Parameter(texts.get(i) + prefix + i, texts.get(texts.size() - 1 - i)));
            }
            return parameters;
        });
    }
}
