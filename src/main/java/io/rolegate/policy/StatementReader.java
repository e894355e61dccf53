package io.rolegate.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one statement (ram.md §1.1). */
final class StatementReader {
    private static final String ACTION = "Action";
    private static final String RESOURCE = "Resource";
    private static final String PRINCIPAL = "Principal";
    private static final String NOT = "Not";
    private static final Set<String> COMMON = Set.of("Effect", ACTION, NOT + ACTION, "Condition", "Sid");

    private final PolicyKind kind;
    private final Findings findings;
    private final ConditionReader conditions;
    private final PrincipalReader principals;
    private final Set<String> keys = new TreeSet<>(COMMON);

    StatementReader(PolicyKind kind, OperatorSet operators, Findings findings) {
        this.kind = kind;
        this.findings = findings;
        this.conditions = new ConditionReader(operators, findings);
        this.principals = new PrincipalReader(findings);
        keys.addAll(kind == PolicyKind.TRUST ? Set.of(PRINCIPAL) : Set.of(RESOURCE, NOT + RESOURCE));
    }

    /** The statement, or empty where an essential part is missing; each breach is a finding. */
    Optional<Statement> read(int index, Json json, Path path) {
        if (!(json instanceof Json.Members members)) {
            findings.malformed(path, "expected an object");
            return Optional.empty();
        }
        Map<String, Json> parts = new HashMap<>();
        for (Json.Member member : members.members()) {
            if (keys.contains(member.name())) {
                parts.putIfAbsent(member.name(), member.value());
            } else {
                findings.malformed(
                        path.member(member.name()),
                        "expected only " + String.join(", ", keys) + " in " + kind.wireName() + " policies");
            }
        }
        Effect effect = effect(parts.get("Effect"), path);
        ActionMatch actions = actions(parts, path);
        Statement.Target target = kind == PolicyKind.TRUST
                ? principals.read(parts.get(PRINCIPAL), path.member(PRINCIPAL))
                : resources(parts, path);
        List<ConditionClause> clauses = conditions.read(parts.get("Condition"), path.member("Condition"));
        String sid = sid(parts.get("Sid"), path);
        if (effect == null || actions == null || target == null) {
            return Optional.empty();
        }
        return Optional.of(new Statement(index, sid, effect, actions, target, clauses));
    }

    private @Nullable Effect effect(@Nullable Json value, Path path) {
        if (value instanceof Json.Text text) {
            if (text.value().equals("Allow")) {
                return Effect.ALLOW;
            }
            if (text.value().equals("Deny")) {
                return Effect.DENY;
            }
        }
        findings.malformed(path.member("Effect"), "expected Allow or Deny");
        return null;
    }

    private @Nullable String sid(@Nullable Json value, Path path) {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        if (value != null) {
            findings.malformed(path.member("Sid"), "expected a text");
        }
        return null;
    }

    private @Nullable ActionMatch actions(Map<String, Json> parts, Path path) {
        String key = oneOf(ACTION, parts, path);
        if (key == null) {
            return null;
        }
        List<Wildcard> patterns = new ArrayList<>();
        for (Texts.Entry entry : Texts.of(parts.get(key), path.member(key), findings)) {
            if (!entry.text().equals("*") && entry.text().indexOf(':') < 0) {
                findings.malformed(entry.path(), "expected * or service:Name");
            } else if (!isActionShape(entry.text())) {
                findings.pointless(entry.path(), "expected * or service:Name, without blanks");
            }
            patterns.add(Wildcard.ignoringCase(entry.text()));
        }
        return new ActionMatch(patterns, key.startsWith(NOT));
    }

    private @Nullable ResourceMatch resources(Map<String, Json> parts, Path path) {
        String key = oneOf(RESOURCE, parts, path);
        if (key == null) {
            return null;
        }
        List<ResourcePattern> patterns = new ArrayList<>();
        for (Texts.Entry entry : Texts.of(parts.get(key), path.member(key), findings)) {
            ResourcePattern pattern = ResourcePattern.of(entry.text());
            if (!pattern.canMatch()) {
                findings.pointless(
                        entry.path(),
                        "expected * or acs:<service>:<region>:<account>:<relative-id>, or a beginning of it and *");
            }
            patterns.add(pattern);
        }
        return new ResourceMatch(patterns, key.startsWith(NOT));
    }

    /** Which of {@code name} and its negation is there; exactly one must be. */
    private @Nullable String oneOf(String name, Map<String, Json> parts, Path path) {
        boolean plain = parts.containsKey(name);
        if (plain == parts.containsKey(NOT + name)) {
            findings.malformed(path, "expected either " + name + " or " + NOT + name);
            return null;
        }
        return plain ? name : NOT + name;
    }

    /** A star, or a service and a name around a colon, of visible characters. */
    private static boolean isActionShape(String text) {
        int colon = text.indexOf(':');
        boolean complete = text.equals("*") || (colon > 0 && colon < text.length() - 1);
        return complete
                && text.codePoints().noneMatch(point -> Character.isWhitespace(point) || Character.isISOControl(point));
    }
}
