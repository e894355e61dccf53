package io.rolegate.identity;

import java.time.Instant;
import java.util.Optional;

/** Where a page of the session register ends: sessions are ordered by age, the newest first, then by id. */
public record SessionMarker(Instant issuedAt, String id) {
    private static final int MOST_DIGITS = 18;

    /** The place right behind a session. */
    public static SessionMarker behind(SessionRecord session) {
        return new SessionMarker(session.issuedAt(), session.id());
    }

    /** Reads what {@link #text()} wrote; empty for anything else. */
    public static Optional<SessionMarker> parse(String text) {
        int slash = text.indexOf('/');
        boolean sound = slash > 0
                && slash <= MOST_DIGITS
                && slash < text.length() - 1
                && text.chars().limit(slash).allMatch(c -> c >= '0' && c <= '9');
        return sound
                ? Optional.of(new SessionMarker(
                        Instant.ofEpochMilli(Long.parseLong(text.substring(0, slash))), text.substring(slash + 1)))
                : Optional.empty();
    }

    /** The marker for {@link Page.Request}. */
    public String text() {
        return issuedAt.toEpochMilli() + "/" + id;
    }
}
