package io.rolegate.console.session;

import io.rolegate.identity.LogonSession;
import io.rolegate.signature.SigningCredentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A browser that a password was given in: its identities side by side. Lives on the console's event loop. */
public final class BrowserSession {
    private static final int MOST_IDENTITIES = 10;

    private final String csrfToken;
    private final Map<Integer, Identity> identities = new LinkedHashMap<>();
    private @Nullable PendingStep pending;
    private int lastNumber;

    BrowserSession(String csrfToken) {
        this.csrfToken = csrfToken;
    }

    /** What every form of this session carries. */
    public String csrfToken() {
        return csrfToken;
    }

    /** Whether another identity has room. */
    public boolean hasRoom() {
        return identities.size() < MOST_IDENTITIES;
    }

    /** Adds somebody who has logged on. */
    public Identity add(LogonSession logon, String logonName, SigningCredentials credentials) {
        Identity identity = Identity.loggedOn(++lastNumber, logon, logonName, credentials);
        identities.put(identity.number(), identity);
        return identity;
    }

    /** Adds a role that an identity switched to. */
    public Identity add(Identity from, AssumedRole role) {
        Identity identity = from.switched(++lastNumber, role);
        identities.put(identity.number(), identity);
        return identity;
    }

    public Optional<Identity> identity(int number) {
        return Optional.ofNullable(identities.get(number));
    }

    /** All, in the order in which they came. */
    public List<Identity> identities() {
        return new ArrayList<>(identities.values());
    }

    /** Removes an identity, and those that were switched to from it. */
    public void remove(Identity identity) {
        identities.remove(identity.number());
        for (Identity other : identities()) {
            if (Integer.valueOf(identity.number()).equals(other.switchedFrom())) {
                remove(other);
            }
        }
    }

    /** The log-on that is under way; null where there is none. */
    public @Nullable PendingStep pending() {
        return pending;
    }

    public void pending(@Nullable PendingStep step) {
        pending = step;
    }
}
