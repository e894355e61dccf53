package io.rolegate.sts;

import io.rolegate.identity.LogonSession;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionLink;
import io.rolegate.identity.SessionSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions that tests begin with: Enterprise B's user amy in Enterprise A's role. */
final class Sessions {
    static final String OWNER = "1001000000000001";
    static final String PARTNER = "1002000000000002";
    static final String KEY_ID = "STS.abcdefghijklmnopqrstuvwxyz";
    static final Instant ISSUED = Instant.parse("2026-11-01T08:00:00Z");
    static final Instant EXPIRES = Instant.parse("2026-11-01T09:00:00Z");
    static final SessionSource.UserKey AMY =
            new SessionSource.UserKey(PARTNER, "2100000000000001", "amy", "LTAIabcdefghijklmnopqrst");
    static final RoleLink OPERATOR = new RoleLink(OWNER, "3100000000000001", "message-operator", "amy@laptop");
    static final RoleLink HOP = new RoleLink(PARTNER, "3100000000000002", "hop", "amy_1");
    static final SessionLink PARENT = new SessionLink(HOP, "STS.zyxwvutsrqponmlkjihgfedcba", 41);

    static final SessionSource.Logon AMY_LOGGED_ON =
            new SessionSource.Logon(PARTNER, AMY.userId(), "amy", "STS.logonlogonlogonlogonlogon", true, "mark-1");

    private Sessions() {}

    /** Amy's log-on behind {@link #AMY_LOGGED_ON}. */
    static LogonSession logon() {
        return new LogonSession(
                AMY_LOGGED_ON.logonId(), PARTNER, AMY.userId(), "amy", true, "mark-1", ISSUED, EXPIRES, 41);
    }

    static LogonSession ownersLogon() {
        return new LogonSession("STS.owner", PARTNER, null, "", false, "mark-2", ISSUED, EXPIRES, 41);
    }

    static Principal.RoleSession switched() {
        return new Principal.RoleSession(
                OPERATOR, new SessionGrant(KEY_ID, AMY_LOGGED_ON, List.of(), null, null, ISSUED, EXPIRES, 42));
    }

    static Principal.RoleSession direct() {
        return withPolicy(null);
    }

    static Principal.RoleSession withPolicy(@Nullable String policy) {
        return new Principal.RoleSession(
                OPERATOR, new SessionGrant(KEY_ID, AMY, List.of(), policy, null, ISSUED, EXPIRES, 42));
    }

    static Principal.RoleSession chained() {
        return new Principal.RoleSession(
                OPERATOR, new SessionGrant(KEY_ID, AMY, List.of(PARENT), null, null, ISSUED, EXPIRES, 42));
    }
}
