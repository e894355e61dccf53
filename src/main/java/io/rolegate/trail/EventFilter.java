package io.rolegate.trail;

import io.rolegate.audit.AuditEvent;
import io.rolegate.policy.Wildcard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What events are looked for: all conditions that were set must hold. Immutable once built. */
public final class EventFilter {

    private final List<Predicate<AuditEvent>> conditions;
    private final @Nullable Instant since;

    private EventFilter(Builder builder) {
        this.conditions = List.copyOf(builder.conditions);
        this.since = builder.since;
    }

    /** Starts a filter that admits every event. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether the event is looked for. */
    public boolean admits(AuditEvent event) {
        for (Predicate<AuditEvent> condition : conditions) {
            if (!condition.test(event)) {
                return false;
            }
        }
        return true;
    }

    /** When the earliest event that is looked for began; null where any is. */
    @Nullable
    Instant since() {
        return since;
    }

    /** Gathers conditions. A null value sets none. */
    public static final class Builder {

        private final List<Predicate<AuditEvent>> conditions = new ArrayList<>();
        private @Nullable Instant since;

        private Builder() {}

        /** A text field that is covered by a pattern of {@code *} and {@code ?}, in which the case of A–Z doesn't count. */
        public Builder like(String field, @Nullable String pattern) {
            if (pattern != null) {
                Wildcard wildcard = Wildcard.ignoringCase(pattern);
                conditions.add(event -> {
                    String value = event.text(field);
                    return value != null && wildcard.matches(value);
                });
            }
            return this;
        }

        /** A text field that is just that value. */
        public Builder equal(String field, @Nullable String value) {
            if (value != null) {
                conditions.add(event -> value.equals(event.text(field)));
            }
            return this;
        }

        /** An event that began then or later. */
        public Builder since(@Nullable Instant time) {
            if (time != null) {
                since = time;
                conditions.add(event -> !event.time().isBefore(time));
            }
            return this;
        }

        /** An event that began before then. */
        public Builder until(@Nullable Instant time) {
            if (time != null) {
                conditions.add(event -> event.time().isBefore(time));
            }
            return this;
        }

        /** An event that concerns the account: of its own principals, or on its resources. */
        public Builder concerning(String accountId) {
            conditions.add(event ->
                    accountId.equals(event.text("accountId")) || accountId.equals(event.text("resourceAccountId")));
            return this;
        }

        public EventFilter build() {
            return new EventFilter(this);
        }
    }
}
