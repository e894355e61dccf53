package io.rolegate.identity.store;

import io.rolegate.identity.Revocations;
import io.rolegate.identity.SessionRevocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Every account's revocations that can still hit a living session, in memory: requests never wait for them. */
final class LiveRevocations {
    private final Map<String, Revocations> byAccount = new ConcurrentHashMap<>();

    LiveRevocations(List<SessionRevocation> all) {
        all.stream()
                .collect(Collectors.groupingBy(SessionRevocation::accountId))
                .forEach((accountId, own) -> byAccount.put(accountId, Revocations.of(accountId, own)));
    }

    Revocations of(String accountId) {
        return byAccount.getOrDefault(accountId, Revocations.none());
    }

    /** Takes in one more, or the same subject's anew. */
    void add(SessionRevocation revocation) {
        byAccount.merge(
                revocation.accountId(),
                Revocations.of(revocation.accountId(), List.of(revocation)),
                (known, added) -> known.with(revocation));
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
