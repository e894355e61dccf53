package io.rolegate.identity.transfer;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.Failures;
import io.rolegate.identity.IdentityTransaction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * What must be done so that an account becomes as an image says.
 *
 * @param entries what changes, for people
 * @param steps what is to be done, in this order
 * @param notes what the image says and cannot be brought about
 * @param leftAlone how many things the image lacks that stay, since they are not to be removed
 */
public record Plan(List<Entry> entries, List<Step> steps, List<String> notes, int leftAlone) {
    public Plan {
        entries = List.copyOf(entries);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** What happens to a thing. */
    public enum Kind {
        ADD('+'),
        CHANGE('~'),
        REMOVE('-');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }
    }

    /**
     * A thing that changes.
     *
     * @param subject for example {@code user amy}
     * @param lines what changes about it; no secrets
     */
    public record Entry(Kind kind, String subject, List<String> lines) {
        public Entry {
            lines = List.copyOf(lines);
        }
    }

    /** One write, and the part of the image that asks for it. */
    record Step(Phase phase, List<String> path, Action action) {}

    /** When a step is done: nothing may be removed that is in use, and nothing may be linked that isn't there yet. */
    enum Phase {
        UNLINK,
        REMOVE,
        SETTINGS,
        POLICIES,
        ENTITIES,
        LINK
    }

    /** What a step does. */
    @FunctionalInterface
    interface Action {
        CompletionStage<?> on(IdentityTransaction transaction);
    }

    /** Whether the account is as the image says already. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The same, once something else has been added, such as the account itself. */
    public Plan afterAdding(String subject) {
        Entry first = new Entry(Kind.ADD, subject, List.of());
        return new Plan(Stream.concat(Stream.of(first), entries.stream()).toList(), steps, notes, leftAlone);
    }

    /** How many things are added, changed or removed. */
    public long count(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    /** Does every step; fails with {@link TransferException} where one is refused. */
    CompletionStage<Plan> carryOut(IdentityTransaction transaction) {
        CompletionStage<?> done = CompletableFuture.completedStage(this);
        for (Step step : steps) {
            done = done.thenCompose(before -> refused(step, step.action().on(transaction)));
        }
        return done.thenApply(all -> this);
    }

    private static CompletionStage<?> refused(Step step, CompletionStage<?> done) {
        return done.exceptionallyCompose(failure -> {
            Throwable cause = Failures.bare(failure);
            return CompletableFuture.failedStage(
                    cause instanceof DirectoryException refusal
                                    && refusal.kind() != DirectoryException.Kind.CONCURRENT_CHANGE
                            ? new TransferException(step.path(), String.valueOf(refusal.getMessage()))
                            : cause);
        });
    }
}
