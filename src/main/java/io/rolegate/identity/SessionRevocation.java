package io.rolegate.identity;

import java.time.Instant;
import java.util.Locale;

/**
 * What ends sessions before their time (design, section 5).
 *
 * @param accountId whose sessions end: those of its roles and users, and what was assumed from them
 * @param subject what {@code kind} says
 * @param position the change-log position at which it was decided; sessions decided at it or later are not hit
 * @param expiresAt from when on no session that it hits can be alive
 */
public record SessionRevocation(String accountId, Kind kind, String subject, long position, Instant expiresAt) {
    public SessionRevocation {
        subject = kind == Kind.SOURCE ? fold(subject) : subject;
    }

    /** The same, decided at that position. */
    public SessionRevocation at(long decided) {
        return new SessionRevocation(accountId, kind, subject, decided, expiresAt);
    }

    /** Which sessions end. */
    public enum Kind {
        /** The one session with the subject as its temporary AccessKeyId, whenever it was decided. */
        SESSION,
        /** The log-on with the subject as its temporary AccessKeyId. */
        LOGON,
        /** The sessions of the role whose id the subject is. */
        ROLE,
        /** Those that stand on a user, role or identity provider whose ARN the subject is. */
        SOURCE,
        /** Those that stand on anybody of the account whose id the subject is. */
        PARTNER
    }

    /** Names in ARNs ignore case. */
    static String fold(String arn) {
        return arn.toLowerCase(Locale.ROOT);
    }
}
