package io.rolegate.cli;

import io.rolegate.identity.transfer.Plan;
import io.rolegate.identity.transfer.Plan.Kind;
import java.io.PrintWriter;

/** Prints what an import does, or would do, to an account. */
final class PlanText {
    private static final String NO_CHANGES = "No changes.";

    private PlanText() {}

    static void print(PrintWriter out, Plan plan, boolean done) {
        for (Plan.Entry entry : plan.entries()) {
            out.println(entry.kind().sign() + " " + entry.subject());
            entry.lines().forEach(line -> out.println("    " + line));
        }
        plan.notes().forEach(note -> out.println("Note: " + note + "."));
        if (plan.leftAlone() > 0) {
            out.println("Left alone is what the file lacks (" + plan.leftAlone() + "); --prune removes it.");
        }
        out.println(plan.entries().isEmpty() ? NO_CHANGES : summary(plan, done));
        out.flush();
    }

    private static String summary(Plan plan, boolean done) {
        return (done ? "Added " : "Would add ")
                + plan.count(Kind.ADD)
                + (done ? ", changed " : ", change ")
                + plan.count(Kind.CHANGE)
                + (done ? ", removed " : ", remove ")
                + plan.count(Kind.REMOVE)
                + (done ? "." : "; nothing was written.");
    }
}
