package io.rolegate.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.LogonSession;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionLink;
import io.rolegate.identity.SessionSource;
import io.rolegate.identity.TemporarySession;
import io.rolegate.sts.SecurityTokens.TokenKeys;
import io.rolegate.sts.SecurityTokens.VerifiedToken;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

class SecurityTokensPropertyTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final SecurityTokens tokens = new SecurityTokens(VERTX, new RotatableKeys().add("k1"));

    @AfterContainer
    static void stop() {
        VERTX.close().await();
    }

    @Property(tries = 300)
    void everySessionIsReadBackWhole(@ForAll("sessions") TemporarySession session) {
        assertThat(verify(tokens.issue(session))).contains(new VerifiedToken(new TokenKeys("k1", "k1"), session));
    }

    @Property(tries = 300)
    void noChangedCharacterPasses(
            @ForAll("sessions") TemporarySession session,
            @ForAll @IntRange(max = 4095) int where,
            @ForAll char replacement) {
        String token = tokens.issue(session);
        int at = where % token.length();
        String changed = token.substring(0, at) + replacement + token.substring(at + 1);

        assertThat(verify(changed).isPresent()).isEqualTo(changed.equals(token));
    }

    @Property(tries = 300)
    void noTextMakesVerificationFail(@ForAll String header, @ForAll String payload, @ForAll String signature) {
        assertThat(verify(header + "." + payload + "." + signature)).isEmpty();
    }

    @Property(tries = 300)
    void noPayloadOrSignatureUnderTheRightHeaderMakesItFail(@ForAll String payload, @ForAll String signature) {
        String token = tokens.issue(Sessions.direct());
        String header = token.substring(0, token.indexOf('.'));

        assertThat(verify(header + "." + payload + "." + signature)).isEmpty();
        assertThat(verify(header + "." + payload + token.substring(token.lastIndexOf('.'))))
                .isEmpty();
    }

    @Provide
    Arbitrary<TemporarySession> sessions() {
        Arbitrary<String> ids = Arbitraries.strings().numeric().ofLength(16);
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("abcdefghijklmnopqrstuvwxyzABCXYZ0189.@_-")
                .ofMinLength(2)
                .ofMaxLength(64);
        Arbitrary<RoleLink> links = Combinators.combine(ids, ids, names, names).as(RoleLink::new);
        Arbitrary<SessionSource> users =
                Combinators.combine(ids, ids, names, names).as(SessionSource.UserKey::new);
        Arbitrary<SessionSource> federated =
                Combinators.combine(ids, ids, names, names).as(SessionSource.Federated::new);
        Arbitrary<SessionSource> logons = Combinators.combine(
                        ids, ids, names, names, Arbitraries.of(true, false), names)
                .as(SessionSource.Logon::new);
        Arbitrary<SessionSource> sources = Arbitraries.oneOf(users, logons, federated);
        Arbitrary<Optional<String>> policies = Arbitraries.strings()
                .ofMaxLength(200)
                .filter(SecurityTokensPropertyTest::isUnicode)
                .optional();
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        Arbitrary<Long> positions = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<SessionLink> parents =
                Combinators.combine(links, names, positions).as(SessionLink::new);
        Arbitrary<SessionGrant> grants = Combinators.combine(
                        names,
                        sources,
                        parents.list().ofMaxSize(1),
                        policies,
                        names.optional(),
                        times,
                        times,
                        positions)
                .as((id, source, chain, policy, identity, issued, expires, position) -> new SessionGrant(
                        id, source, chain, policy.orElse(null), identity.orElse(null), issued, expires, position));
        Arbitrary<TemporarySession> roles = Combinators.combine(links, grants).as(Principal.RoleSession::new);
        Arbitrary<TemporarySession> people = Combinators.combine(
                        names, ids, ids.optional(), names, Arbitraries.of(true, false), times, times, positions)
                .as((id, account, user, name, mfa, issued, expires, position) -> new LogonSession(
                        id,
                        account,
                        user.orElse(null),
                        user.isPresent() ? name : "",
                        mfa,
                        name,
                        issued,
                        expires,
                        position));
        return Arbitraries.oneOf(roles, people);
    }

    /** Policies are parsed before they get here, so they hold no lone surrogates. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private Optional<VerifiedToken> verify(String token) {
        return tokens.verify(token).result();
    }
}
