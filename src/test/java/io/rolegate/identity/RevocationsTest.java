package io.rolegate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.SessionRevocation.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RevocationsTest {
    private static final String OWNER = "1001000000000001";
    private static final String PARTNER = "1002000000000002";
    private static final Instant END = Instant.parse("2026-11-02T00:00:00Z");
    private static final SessionSource AMY = new SessionSource.UserKey(PARTNER, "21", "amy", "LTAI1");
    private static final RoleLink HOP = new RoleLink(PARTNER, "32", "hop", "s");
    private static final RoleLink FIRST = new RoleLink(OWNER, "31", "first", "s");
    private static final RoleLink SECOND = new RoleLink(OWNER, "33", "second", "s");

    /** Amy's session of the owner's role, decided at 10. */
    private static final Principal.RoleSession DIRECT = session(FIRST, "STS.1", 10);
    /** From amy over a role of her own account, decided at 9 and 10. */
    private static final Principal.RoleSession OVER_HOP =
            session(SECOND, "STS.2", 10, new SessionLink(HOP, "STS.hop", 9));
    /** From amy over the owner's first role, decided at 9 and 11. */
    private static final Principal.RoleSession CHAINED =
            session(SECOND, "STS.3", 11, new SessionLink(FIRST, "STS.1", 9));
    /** From amy over the owner's first role into a role of the partner's. */
    private static final Principal.RoleSession BACK = session(HOP, "STS.4", 11, new SessionLink(FIRST, "STS.1", 9));

    private record Case(String name, Principal.RoleSession session, SessionRevocation revocation, boolean hit) {}

    @TestFactory
    Stream<DynamicTest> sessionsAreHitByWhatTheyStandOn() {
        return Stream.of(
                        hit("its id, however late it was decided", DIRECT, owners(Kind.SESSION, "STS.1", 1)),
                        missed("another id", DIRECT, owners(Kind.SESSION, "STS.2", 99)),
                        hit("its role, later", DIRECT, owners(Kind.ROLE, "31", 11)),
                        missed("its role, at the same position", DIRECT, owners(Kind.ROLE, "31", 10)),
                        missed("its role, before", DIRECT, owners(Kind.ROLE, "31", 9)),
                        missed("another role", DIRECT, owners(Kind.ROLE, "33", 11)),
                        hit("its source", DIRECT, owners(Kind.SOURCE, AMY.arn(), 11)),
                        hit(
                                "its source in another case",
                                DIRECT,
                                owners(Kind.SOURCE, AMY.arn().toUpperCase(Locale.ROOT), 11)),
                        missed("its source, before", DIRECT, owners(Kind.SOURCE, AMY.arn(), 10)),
                        missed("another source", DIRECT, owners(Kind.SOURCE, AMY.arn() + "2", 11)),
                        hit("its partner", DIRECT, owners(Kind.PARTNER, PARTNER, 11)),
                        missed("another partner", DIRECT, owners(Kind.PARTNER, OWNER, 11)),
                        hit("the parent's id", CHAINED, owners(Kind.SESSION, "STS.1", 1)),
                        hit("the parent's role, though decided later itself", CHAINED, owners(Kind.ROLE, "31", 10)),
                        missed("the parent's role, before the parent", CHAINED, owners(Kind.ROLE, "31", 9)),
                        hit("the parent's role as a source", CHAINED, owners(Kind.SOURCE, arn(FIRST), 12)),
                        hit("the root as a source", OVER_HOP, owners(Kind.SOURCE, AMY.arn(), 11)),
                        hit("the hop as a source", OVER_HOP, owners(Kind.SOURCE, arn(HOP), 11)),
                        missed("itself as a source", OVER_HOP, owners(Kind.SOURCE, arn(SECOND), 99)),
                        missed("a foreign parent's id, by the owner", OVER_HOP, owners(Kind.SESSION, "STS.hop", 99)),
                        hit("a foreign parent's id, by its owner", OVER_HOP, partners(Kind.SESSION, "STS.hop", 1)),
                        hit("a foreign parent's role, by its owner", OVER_HOP, partners(Kind.ROLE, "32", 10)),
                        missed("the owner's role, by the partner", OVER_HOP, partners(Kind.ROLE, "33", 99)),
                        hit(
                                "the source of a foreign parent, by its owner",
                                OVER_HOP,
                                partners(Kind.PARTNER, PARTNER, 10)),
                        missed(
                                "the source, by an account without a link",
                                DIRECT,
                                partners(Kind.SOURCE, AMY.arn(), 99)),
                        hit("a parent, into another account", BACK, owners(Kind.ROLE, "31", 10)),
                        missed("the source of the link before", BACK, partners(Kind.SOURCE, arn(HOP), 99)),
                        hit("the source over a foreign role", BACK, partners(Kind.SOURCE, arn(FIRST), 12)))
                .map(c -> DynamicTest.dynamicTest(
                        c.name(), () -> assertThat(Revocations.of(c.revocation().accountId(), List.of(c.revocation()))
                                        .hits(c.session()))
                                .isEqualTo(c.hit())));
    }

    @Test
    void theLatestRevocationOfASubjectCounts() {
        Revocations revocations =
                Revocations.of(OWNER, List.of(owners(Kind.ROLE, "31", 11), owners(Kind.ROLE, "31", 5)));

        assertThat(revocations.hits(DIRECT)).isTrue();
    }

    @Test
    void whatNoSessionCanBeHitByIsForgotten() {
        Revocations revocations = Revocations.of(OWNER, List.of(owners(Kind.ROLE, "31", 11)));

        assertThat(revocations.at(END.minusMillis(1)).hits(DIRECT)).isTrue();
        assertThat(revocations.at(END).count()).isZero();
    }

    private static Case hit(String name, Principal.RoleSession session, SessionRevocation revocation) {
        return new Case("hit: " + name, session, revocation, true);
    }

    private static Case missed(String name, Principal.RoleSession session, SessionRevocation revocation) {
        return new Case("missed: " + name, session, revocation, false);
    }

    private static SessionRevocation owners(Kind kind, String subject, long position) {
        return new SessionRevocation(OWNER, kind, subject, position, END);
    }

    private static SessionRevocation partners(Kind kind, String subject, long position) {
        return new SessionRevocation(PARTNER, kind, subject, position, END);
    }

    private static String arn(RoleLink role) {
        return Role.arn(role.accountId(), role.roleName());
    }

    private static Principal.RoleSession session(RoleLink role, String id, long position, SessionLink... parents) {
        return new Principal.RoleSession(
                role, new SessionGrant(id, AMY, List.of(parents), null, null, Instant.EPOCH, END, position));
    }
}
