package io.rolegate.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BrowserSessionsTest {
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final BrowserSessions sessions = new BrowserSessions(IDLE, 10, now::get);

    @Test
    void sessionEndsOnceItWasIdleForTooLong() {
        BrowserSession session = sessions.open();
        String id = sessions.rotate(BrowserSessions.newId(), session);
        for (int use = 0; use < 3; use++) {
            pass(IDLE.minusSeconds(1));
            assertThat(sessions.use(id)).contains(session);
        }

        pass(IDLE.plusSeconds(1));
        assertThat(sessions.use(id)).isEmpty();
    }

    @Test
    void oldIdIsWorthNothing() {
        BrowserSession session = sessions.open();
        String old = sessions.rotate(BrowserSessions.newId(), session);
        String id = sessions.rotate(old, session);

        assertThat(sessions.use(old)).isEmpty();
        assertThat(sessions.use(id)).contains(session);
        sessions.end(id);
        assertThat(sessions.use(id)).isEmpty();
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
