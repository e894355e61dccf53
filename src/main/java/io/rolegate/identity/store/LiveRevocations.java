package io.rolegate.identity.store;

import io.rolegate.identity.Revocations;
import io.rolegate.identity.SessionRevocation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every account's revocations that can still hit a living session, in memory: requests never wait for them. */
final class LiveRevocations {
    private final Map<String, Revocations> byAccount = new ConcurrentHashMap<>();

    LiveRevocations(List<SessionRevocation> all) {
        Map<String, Boolean> accounts = new HashMap<>();
        all.forEach(revocation -> accounts.put(revocation.accountId(), true));
        accounts.keySet().forEach(accountId -> replace(accountId, all));
    }

    Revocations of(String accountId) {
        return byAccount.getOrDefault(accountId, Revocations.none());
    }

    /** Takes what an account has revoked in place of what was known of it. */
    void replace(String accountId, List<SessionRevocation> revocations) {
        byAccount.put(accountId, Revocations.of(accountId, revocations));
    }

    /** Forgets what no living session can be hit by. */
    void prune(Instant now) {
        byAccount.replaceAll((accountId, revocations) -> revocations.at(now));
        byAccount.values().removeIf(revocations -> revocations.count() == 0);
    }

    /** How many revocations are kept. */
    long size() {
        return byAccount.values().stream().mapToLong(Revocations::count).sum();
    }
}
