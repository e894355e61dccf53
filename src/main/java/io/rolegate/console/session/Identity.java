package io.rolegate.console.session;

import io.rolegate.identity.LogonSession;
import io.rolegate.signature.SigningCredentials;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one address prefix of a browser session acts as: somebody who logged on, or a role that this somebody switched to. */
public final class Identity {
    private static final int MOST_RECENT = 5;

    private final int number;
    private final LogonSession logon;
    private final String logonName;
    private final @Nullable Integer switchedFrom;
    private final SigningCredentials logonCredentials;
    private @Nullable AssumedRole role;
    private @Nullable Notice notice;
    private final Deque<RecentRole> recentRoles = new ArrayDeque<>();

    private Identity(
            int number,
            LogonSession logon,
            String logonName,
            SigningCredentials logonCredentials,
            @Nullable Integer switchedFrom,
            @Nullable AssumedRole role) {
        this.number = number;
        this.logon = logon;
        this.logonName = logonName;
        this.logonCredentials = logonCredentials;
        this.switchedFrom = switchedFrom;
        this.role = role;
    }

    static Identity loggedOn(int number, LogonSession logon, String logonName, SigningCredentials credentials) {
        return new Identity(number, logon, logonName, credentials, null, null);
    }

    Identity switched(int newNumber, AssumedRole assumed) {
        return new Identity(newNumber, logon, logonName, logonCredentials, number, assumed);
    }

    /** Goes on with a newer session of the same role. */
    public void renew(AssumedRole assumed) {
        role = assumed;
    }

    /** Its place in addresses: {@code /i/<number>/}. */
    public int number() {
        return number;
    }

    /** Where its pages begin. */
    public String home() {
        return "/i/" + number + "/";
    }

    public LogonSession logon() {
        return logon;
    }

    /** The name that was typed at the log-on, in full. */
    public String logonName() {
        return logonName;
    }

    /** Whether this is an account's owner itself. */
    public boolean isOwner() {
        return role == null && logon.userId() == null;
    }

    /** The account that is acted in: the role's owner while switched. */
    public String accountId() {
        return role == null ? logon.accountId() : role.accountId();
    }

    /** The identity to return to; null where nobody switched. */
    public @Nullable Integer switchedFrom() {
        return switchedFrom;
    }

    public @Nullable AssumedRole role() {
        return role;
    }

    /** What its calls are signed with. */
    public SigningCredentials credentials() {
        return role == null ? logonCredentials : role.credentials();
    }

    /** When the gateway accepts it no more. */
    public Instant expiresAt() {
        return role == null ? logon.expiresAt() : role.expiresAt();
    }

    /** Keeps what the next page is to say. */
    public void tell(Notice next) {
        notice = next;
    }

    /** What the next page is to say, once. */
    public @Nullable Notice takeNotice() {
        Notice taken = notice;
        notice = null;
        return taken;
    }

    /** Puts a role in front of those that were switched to of late. */
    public void remember(RecentRole recent) {
        recentRoles.removeIf(before -> before.is(recent.enterprise(), recent.roleName()));
        recentRoles.addFirst(recent);
        if (recentRoles.size() > MOST_RECENT) {
            recentRoles.removeLast();
        }
    }

    /** One of those. */
    public Optional<RecentRole> recentRole(String enterprise, String name) {
        return recentRoles.stream()
                .filter(recent -> recent.is(enterprise, name))
                .findFirst();
    }

    public List<RecentRole> recentRoles() {
        return new ArrayList<>(recentRoles);
    }
}
