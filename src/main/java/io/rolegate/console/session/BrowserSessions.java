package io.rolegate.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.identity.RandomText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The browser sessions, by a digest of their ids. Only browsers in which a right password was given have one, so strangers fill
 * nothing; when there are too many, the one that was longest idle goes.
 */
public final class BrowserSessions {
    /** 256 bits and some. */
    private static final int ID_CHARACTERS = 44;

    private final Cache<String, BrowserSession> sessions;

    public BrowserSessions(Duration idleLimit, int most, InstantSource clock) {
        this.sessions = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(idleLimit)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** A new id, for a cookie. */
    public static String newId() {
        return RandomText.alphanumeric(ID_CHARACTERS);
    }

    /** The session of that id, which counts as used now; empty where there is none, or it was idle too long. */
    public Optional<BrowserSession> use(String id) {
        return Optional.ofNullable(sessions.getIfPresent(digest(id)));
    }

    /** The same without counting as use. */
    public Optional<BrowserSession> watch(String id) {
        return Optional.ofNullable(sessions.policy().getIfPresentQuietly(digest(id)));
    }

    /** A new session. */
    public BrowserSession open() {
        return new BrowserSession(newId());
    }

    /**
     * Gives a session a new id, so that whoever knew the old one has nothing.
     *
     * @return the new id
     */
    public String rotate(String oldId, BrowserSession session) {
        String id = newId();
        sessions.put(digest(id), session);
        sessions.invalidate(digest(oldId));
        return id;
    }

    public void end(String id) {
        sessions.invalidate(digest(id));
    }

    private static String digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
