package io.rolegate.identity.store;

import static io.rolegate.identity.DirectoryException.Kind.LIMIT_EXCEEDED;
import static io.rolegate.identity.store.TestStore.await;
import static io.rolegate.identity.store.TestStore.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.Page;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.SessionRevocation;
import io.rolegate.identity.SessionRevocation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the session register and its revocations keep to on every database. */
abstract class SessionsContract {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(24));
    private static final Quotas SMALL = new Quotas(9, 9, 9, 9, 2, 9, 9, 9, 9, 9, 9, 9, 9, 3);
    private static final String AMY = "acs:ram::2000000000000002:user/Amy";

    private final TestClock clock = new TestClock(NOW);
    private final TestStore store;
    private final String accountId;

    SessionsContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh().withQuotas(SMALL), clock);
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void sessionsAreListedTheNewestFirstInPages() {
        SessionRecord old = session("STS.b", 10, false);
        SessionRecord twin = session("STS.a", 20, false);
        SessionRecord other = session("STS.c", 20, false);
        register(old, twin, other);

        Page<SessionRecord> first = list(Map.of(), new Page.Request(null, 2));
        assertThat(first.items()).containsExactly(twin, other);
        Page<SessionRecord> second = list(Map.of(), new Page.Request(first.nextMarker(), 2));
        assertThat(second.items()).containsExactly(old);
        assertThat(second.nextMarker()).isNull();
    }

    @Test
    void listsAreNarrowedButKeepChainedSessions() {
        SessionRecord direct = session("STS.a", 1, false);
        SessionRecord chained = session("STS.b", 2, true);
        register(direct, chained);

        assertThat(listed(Map.of(Kind.SESSION, "STS.a"))).containsExactly(chained, direct);
        assertThat(listed(Map.of(Kind.ROLE, "role-1"))).containsExactly(chained, direct);
        assertThat(listed(Map.of(Kind.SOURCE, AMY.toUpperCase(Locale.ROOT)))).containsExactly(chained, direct);
        assertThat(listed(Map.of(Kind.PARTNER, "2000000000000002"))).containsExactly(chained, direct);
        assertThat(listed(Map.of(Kind.ROLE, "role-1", Kind.PARTNER, "2000000000000003")))
                .containsExactly(chained);
        assertThat(listed(Map.of(Kind.SOURCE, AMY + "2"))).containsExactly(chained);
    }

    @Test
    void expiredSessionsAndThoseOfOthersAreNotFound() {
        SessionRecord session = session("STS.a", 1, false);
        register(session);

        assertThat(store.find(tx -> tx.sessions().find(accountId, "STS.a", NOW)))
                .contains(session);
        assertThat(store.find(tx -> tx.sessions().find(accountId, "STS.a", session.expiresAt())))
                .isEmpty();
        assertThat(store.find(tx -> tx.sessions().find("2000000000000002", "STS.a", NOW)))
                .isEmpty();
        assertThat(store.read(tx ->
                                tx.sessions().list(accountId, Map.of(), session.expiresAt(), new Page.Request(null, 9)))
                        .items())
                .isEmpty();
    }

    @Test
    void manySessionsAtOnceAreAllRegistered() {
        List<CompletionStage<Void>> registered = new ArrayList<>();
        for (int count = 0; count < 600; count++) {
            registered.add(store.store.register(session("STS." + count, count, false)));
        }
        registered.forEach(TestStore::await);

        assertThat(count("session_register")).isEqualTo(600);
    }

    @Test
    void revocationHasItsOwnPositionAndIsInForceOnReturn() {
        long before = store.directory().position();
        long revision = store.directory().revision(accountId);

        revoke(Kind.ROLE, "role-1");

        long position = store.directory().position();
        assertThat(position).isEqualTo(before + 1);
        assertThat(store.directory().revision(accountId)).as("decisions stay").isEqualTo(revision);
        assertThat(revocations())
                .containsExactly(new SessionRevocation(accountId, Kind.ROLE, "role-1", position, LATER));
        assertThat(store.directory().revocations(accountId).count()).isEqualTo(1);
        assertThat(store.directory().revocations("2000000000000002").count()).isZero();
    }

    @Test
    void revokingAgainMovesTheRevocationOn() {
        revoke(Kind.SOURCE, AMY);
        revoke(Kind.SOURCE, AMY.toUpperCase(Locale.ROOT));

        assertThat(revocations()).singleElement().satisfies(revocation -> assertThat(revocation.position())
                .isEqualTo(store.directory().position()));
    }

    @Test
    void revocationsAreBoundedInNumber() {
        List.of("a", "b", "c").forEach(id -> revoke(Kind.SESSION, id));

        refused(LIMIT_EXCEEDED, "Revocation", () -> revoke(Kind.SESSION, "d"));
        assertThat(store.directory().revocations(accountId).count()).isEqualTo(3);
        revoke(Kind.LOGON, "d");
        assertThat(store.directory().revocations(accountId).endsLogon("d"))
                .as("one can always log out")
                .isTrue();
    }

    @Test
    void whatHasHadItsTimeIsPruned() {
        register(session("STS.a", 1, false));
        revoke(Kind.SESSION, "STS.a");
        await(store.store.upkeep().prune());
        assertThat(count("session_register") + count("session_revocations")).isEqualTo(2);
        assertThat(store.store.liveRevocations()).isEqualTo(1);

        clock.set(LATER.plusSeconds(1));
        await(store.store.upkeep().prune());

        assertThat(count("session_register") + count("session_revocations")).isZero();
        assertThat(store.store.liveRevocations()).isZero();
    }

    @Test
    void lastUsesAreWrittenTogether() {
        register(session("STS.a", 1, false), session("STS.b", 2, false));
        var key = store.write(tx -> tx.accessKeys().create(accountId, null)).key();

        store.store.uses().used("STS.a", NOW.plusSeconds(60));
        store.store.uses().used("STS.a", NOW.plusSeconds(30));
        store.store.uses().used(key.id(), NOW.plusSeconds(90));
        store.store.uses().used("STS.unknown", NOW);
        writeLastUses();

        assertThat(lastUse("session_register", "STS.a")).isEqualTo(NOW.plusSeconds(60));
        assertThat(lastUse("session_register", "STS.b")).isEqualTo(Instant.EPOCH);
        assertThat(lastUse("access_keys", key.id())).isEqualTo(NOW.plusSeconds(90));
        store.store.uses().used("STS.a", NOW);
        writeLastUses();
        assertThat(lastUse("session_register", "STS.a")).as("never earlier").isEqualTo(NOW.plusSeconds(60));
    }

    private SessionRecord session(String id, long secondsAfter, boolean chained) {
        Instant issued = NOW.plusSeconds(secondsAfter);
        return new SessionRecord(
                id,
                accountId,
                chained ? "role-2" : "role-1",
                chained ? "acs:ram::2000000000000003:user/bob" : AMY,
                chained ? "2000000000000003" : "2000000000000002",
                chained,
                "{}",
                7,
                issued,
                issued.plusSeconds(3600),
                null);
    }

    private void register(SessionRecord... sessions) {
        for (SessionRecord session : sessions) {
            await(store.store.register(session));
        }
    }

    private void revoke(Kind kind, String subject) {
        store.write(tx -> tx.sessions().revoke(accountId, kind, subject, LATER));
    }

    private List<SessionRevocation> revocations() {
        return store.sql(sql -> SqlRevocations.live(sql, NOW));
    }

    private Page<SessionRecord> list(Map<Kind, String> narrowed, Page.Request page) {
        return store.read(tx -> tx.sessions().list(accountId, narrowed, NOW, page));
    }

    private List<SessionRecord> listed(Map<Kind, String> narrowed) {
        return list(narrowed, new Page.Request(null, 9)).items();
    }

    private void writeLastUses() {
        await(((LastUses) store.store.uses()).flush());
    }

    private Instant lastUse(String table, String id) {
        return store.sql(sql -> sql.first(
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        "SELECT last_used_at FROM " + table + " WHERE id = ?",
                        id)
                .orElseThrow());
    }

    private long count(String table) {
        return store.sql(sql -> sql.number("SELECT COUNT(*) FROM " + table));
    }
}
