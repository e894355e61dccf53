package io.rolegate.sts;

import io.rolegate.identity.SessionSource;
import io.vertx.core.json.JsonArray;

/** A chain's source as a SecurityToken says it: its kind, then what it consists of. */
final class SourceClaim {
    private static final String KEY = "key";
    private static final String LOGON = "logon";
    private static final String FEDERATED = "fed";

    private SourceClaim() {}

    static JsonArray encode(SessionSource source) {
        if (source instanceof SessionSource.UserKey user) {
            return JsonArray.of(KEY, user.accountId(), user.userId(), user.userName(), user.accessKeyId());
        }
        if (source instanceof SessionSource.Logon logon) {
            return JsonArray.of(
                    LOGON,
                    logon.accountId(),
                    logon.userId(),
                    logon.userName(),
                    logon.logonId(),
                    logon.mfa(),
                    logon.passwordMark());
        }
        SessionSource.Federated federated = (SessionSource.Federated) source;
        return JsonArray.of(
                FEDERATED,
                federated.accountId(),
                federated.providerId(),
                federated.providerName(),
                federated.subject());
    }

    /** Reads a source; a RuntimeException where there is none of a known kind. */
    static SessionSource decode(JsonArray claim) {
        return switch (claim.getString(0)) {
            case KEY ->
                new SessionSource.UserKey(
                        claim.getString(1), claim.getString(2), claim.getString(3), claim.getString(4));
            case LOGON ->
                new SessionSource.Logon(
                        claim.getString(1),
                        claim.getString(2),
                        claim.getString(3),
                        claim.getString(4),
                        claim.getBoolean(5),
                        claim.getString(6));
            case FEDERATED ->
                new SessionSource.Federated(
                        claim.getString(1), claim.getString(2), claim.getString(3), claim.getString(4));
            default -> throw new IllegalArgumentException("There are no sources of kind " + claim.getString(0));
        };
    }
}
