package io.rolegate.cli;

import io.rolegate.audit.AuditEvent;
import io.rolegate.trail.Replay;
import io.rolegate.trail.Replay.Change;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a replay found: how many requests fare how, and those that fare otherwise by caller and action. */
final class ReplayReport {
    private static final Comparator<Group> ORDER =
            Comparator.comparing(Group::change).thenComparing(Group::caller).thenComparing(Group::action);

    private final Map<Change, Long> counts = new EnumMap<>(Change.class);
    private final Map<String, Long> undecidable = new TreeMap<>();
    private final Map<Group, Differing> differing = new TreeMap<>(ORDER);
    private final @Nullable String assumption;

    /** @param assumption what is taken for granted, null where nothing is */
    ReplayReport(@Nullable String assumption) {
        this.assumption = assumption;
        for (Change change : Change.values()) {
            counts.put(change, 0L);
        }
    }

    private record Group(Change change, String caller, String action) {}

    private record Example(Instant time, String resource, String requestId) {
        static Example of(AuditEvent event) {
            return new Example(
                    event.time(), String.valueOf(event.text("resource")), String.valueOf(event.text("requestId")));
        }

        JsonObject json() {
            return JsonObject.of("time", time.toString(), "resource", resource, "requestId", requestId);
        }
    }

    /** @param alreadyInForce how many of them the policies in force decide like the draft */
    private record Differing(long count, long alreadyInForce, Example first, Example last) {
        Differing and(Differing other) {
            return new Differing(
                    count + other.count,
                    alreadyInForce + other.alreadyInForce,
                    other.first.time.isBefore(first.time) ? other.first : first,
                    other.last.time.isBefore(last.time) ? last : other.last);
        }
    }

    void add(AuditEvent event, Replay.Outcome outcome) {
        counts.merge(outcome.change(), 1L, Long::sum);
        if (outcome.change() == Change.UNDECIDABLE) {
            undecidable.merge(outcome.why(), 1L, Long::sum);
        } else if (outcome.change() == Change.ALLOWED_TO_DENIED || outcome.change() == Change.DENIED_TO_ALLOWED) {
            Example example = Example.of(event);
            differing.merge(
                    new Group(outcome.change(), outcome.caller(), String.valueOf(event.text("action"))),
                    new Differing(1, outcome.alreadyInForce() ? 1 : 0, example, example),
                    Differing::and);
        }
    }

    boolean differs() {
        return !differing.isEmpty();
    }

    private long count(Change change) {
        return counts.getOrDefault(change, 0L);
    }

    void print(PrintWriter output, long unreadable) {
        print(output, Change.ALLOWED_TO_DENIED, "Allowed then, denied by the draft");
        print(output, Change.DENIED_TO_ALLOWED, "Denied then, allowed by the draft");
        output.println("Decided alike: " + count(Change.NONE));
        output.println("Not concerned: " + count(Change.NOT_CONCERNED));
        output.println("Undecidable: " + count(Change.UNDECIDABLE));
        undecidable.forEach((why, count) -> output.println("  " + count + "\t" + why));
        if (unreadable > 0) {
            output.println("Lines that are no records: " + unreadable);
        }
        if (assumption != null) {
            output.println("Assumed: " + assumption);
        }
    }

    private void print(PrintWriter output, Change change, String heading) {
        output.println(heading + ": " + count(change));
        differing.forEach((group, found) -> {
            if (group.change() == change) {
                output.println("  " + found.count() + "\t" + group.caller() + "\t" + group.action()
                        + (found.alreadyInForce() == 0
                                ? ""
                                : "\t(" + found.alreadyInForce() + " decided so by the policies in force too)"));
                print(output, "first", found.first());
                if (found.count() > 1) {
                    print(output, "last", found.last());
                }
            }
        });
    }

    private static void print(PrintWriter output, String which, Example example) {
        output.println("    " + which + "\t" + example.time() + "\t" + example.resource() + "\t" + example.requestId());
    }

    JsonObject json(long unreadable) {
        JsonArray groups = new JsonArray();
        differing.forEach((group, found) -> groups.add(JsonObject.of(
                "change", group.change() == Change.ALLOWED_TO_DENIED ? "AllowedToDenied" : "DeniedToAllowed",
                "caller", group.caller(),
                "action", group.action(),
                "count", found.count(),
                "alreadyInForce", found.alreadyInForce(),
                "first", found.first().json(),
                "last", found.last().json())));
        JsonObject reasons = new JsonObject();
        undecidable.forEach(reasons::put);
        JsonObject json = JsonObject.of(
                "allowedToDenied", count(Change.ALLOWED_TO_DENIED),
                "deniedToAllowed", count(Change.DENIED_TO_ALLOWED),
                "alike", count(Change.NONE),
                "notConcerned", count(Change.NOT_CONCERNED),
                "undecidable", reasons,
                "unreadable", unreadable,
                "differences", groups);
        return assumption == null ? json : json.put("assumed", assumption);
    }
}
