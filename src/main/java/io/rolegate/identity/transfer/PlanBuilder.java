package io.rolegate.identity.transfer;

import io.rolegate.identity.transfer.Plan.Action;
import io.rolegate.identity.transfer.Plan.Kind;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.Plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers what has to change. */
final class PlanBuilder {
    private final boolean prune;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int leftAlone;

    PlanBuilder(boolean prune) {
        this.prune = prune;
    }

    /** A thing that changes, if anything is said of it, or that comes or goes. */
    record Draft(Kind kind, String subject, List<String> lines) {
        void line(String text) {
            lines.add(text);
        }
    }

    /** What is said by its path in the image. */
    record Part(List<String> path, Draft draft) {
        Part at(String key) {
            List<String> longer = new ArrayList<>(path);
            longer.add(key);
            return new Part(longer, draft);
        }
    }

    Part part(Kind kind, String subject, String... path) {
        Draft draft = new Draft(kind, subject, new ArrayList<>());
        drafts.add(draft);
        return new Part(List.of(path), draft);
    }

    void step(Phase phase, Part part, Action action) {
        steps.add(new Step(phase, part.path(), action));
    }

    void note(String text) {
        notes.add(text);
    }

    /** Whether what the image lacks is to be removed; if not, it is counted. */
    boolean removes(boolean sectionIsStated) {
        if (sectionIsStated && !prune) {
            leftAlone++;
        }
        return sectionIsStated && prune;
    }

    /** Says which fields differ; whether any does. */
    static boolean fields(Part part, Map<String, Object> present, Map<String, Object> wanted) {
        boolean differ = false;
        for (Map.Entry<String, Object> field : wanted.entrySet()) {
            Object before = present.get(field.getKey());
            if (!field.getValue().equals(before)) {
                FieldText.of(field.getKey(), before, field.getValue()).forEach(part.draft()::line);
                differ = true;
            }
        }
        return differ;
    }

    /**
     * Compares what a thing is linked to.
     *
     * @param present null where the thing isn't there yet
     * @param label continues {@code + } and {@code - }, for example {@code group}
     */
    void links(
            Part part,
            String label,
            @Nullable SortedSet<String> present,
            SortedSet<String> wanted,
            Function<String, Action> link,
            Function<String, Action> unlink) {
        for (String name : wanted) {
            if (present == null || !present.contains(name)) {
                part.draft().line("+ " + label + " " + name);
                step(Phase.LINK, part, link.apply(name));
            }
        }
        if (present != null) {
            for (String name : present) {
                if (!wanted.contains(name) && removes(true)) {
                    part.draft().line("- " + label + " " + name);
                    step(Phase.UNLINK, part, unlink.apply(name));
                }
            }
        }
    }

    Plan build() {
        steps.sort(Comparator.comparing(Step::phase));
        List<Plan.Entry> entries = drafts.stream()
                .filter(draft -> draft.kind() != Kind.CHANGE || !draft.lines().isEmpty())
                .map(draft -> new Plan.Entry(
                        draft.kind(),
                        FieldText.printable(draft.subject()),
                        draft.lines().stream().map(FieldText::printable).toList()))
                .toList();
        return new Plan(entries, steps, notes, leftAlone);
    }
}
