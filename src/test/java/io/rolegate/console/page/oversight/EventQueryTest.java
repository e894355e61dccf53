package io.rolegate.console.page.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventQueryTest {
    private static EventQuery query(Map<String, String> typed) {
        return EventQuery.of(name -> typed.getOrDefault(name, ""));
    }

    @Test
    void partOfAnArnIsLookedForAnywhereInIt() {
        assertThat(query(Map.of("principal", "alice", "resource", "acs:mns:*:*:/queues/billing"))
                        .parameters())
                .isEqualTo(Map.of("PrincipalArn", "*alice*", "AuthResource", "acs:mns:*:*:/queues/billing"));
        assertThat(query(Map.of("principal", "*user/al?ce")).parameters()).containsEntry("PrincipalArn", "*user/al?ce");
    }

    @Test
    void timesOfBrowsersAreUniversal() {
        assertThat(query(Map.of("start", "2026-11-24T08:00", "end", "2026-11-24T08:00:30"))
                        .parameters())
                .isEqualTo(Map.of("StartTime", "2026-11-24T08:00:00Z", "EndTime", "2026-11-24T08:00:30Z"));
    }

    @Test
    void nextPageIsAskedForWithTheSameFilters() {
        assertThat(query(Map.of("decision", "Allow", "principal", "a b")).query("m:1"))
                .isEqualTo("?principal=a%20b&decision=Allow&marker=m%3A1");
    }
}
