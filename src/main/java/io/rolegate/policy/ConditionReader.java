package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the Condition of a statement, and parses its values ahead. */
final class ConditionReader {
    private final OperatorSet operators;
    private final Findings findings;

    ConditionReader(OperatorSet operators, Findings findings) {
        this.operators = operators;
        this.findings = findings;
    }

    /** The clauses, all of which must hold; none where {@code json} is null. */
    List<ConditionClause> read(@Nullable Json json, Path path) {
        List<ConditionClause> clauses = new ArrayList<>();
        if (json == null) {
            return clauses;
        }
        for (Json.Member operator : members(json, path, "expected an object of operators")) {
            Path place = path.member(operator.name());
            OperatorName name = OperatorName.parse(operator.name());
            Optional<ConditionOperator<?, ?>> comparison = ConditionOperators.find(name.base());
            boolean presence = name.isPlain() && name.base().equals(ConditionOperators.NULL);
            if (comparison.isEmpty() && !presence) {
                findings.malformed(place, Suggestion.unknown("operator", name.base(), ConditionOperators.names()));
                continue;
            }
            if (operators == OperatorSet.DOCUMENTED && (presence || !name.isPlain())) {
                findings.malformed(place, "expected an operator without prefix or suffix, and not Null");
            }
            for (Json.Member key : members(operator.value(), place, "expected an object of condition keys")) {
                Path at = place.member(key.name());
                List<Texts.Entry> values = Texts.of(key.value(), at, findings);
                comparison.ifPresent(known -> checkType(known, key.name(), at));
                WrittenCondition written = new WrittenCondition(
                        operator.name(),
                        key.name(),
                        values.stream().map(Texts.Entry::text).toList());
                clauses.add(
                        comparison.isPresent()
                                ? comparison(comparison.get(), name, written, values)
                                : presence(written, values));
            }
        }
        return clauses;
    }

    private void checkType(ConditionOperator<?, ?> operator, String key, Path path) {
        ValueType type = ConditionKeys.type(ConditionKeys.fold(key));
        if (type != null && !operator.type().suits(type)) {
            findings.pointless(path, "expected an operator for this key, whose value is " + type.expected());
        }
    }

    private List<Json.Member> members(Json json, Path path, String expected) {
        if (json instanceof Json.Members members) {
            return members.members();
        }
        findings.malformed(path, expected);
        return List.of();
    }

    private ConditionClause comparison(
            ConditionOperator<?, ?> operator, OperatorName name, WrittenCondition written, List<Texts.Entry> values) {
        for (Texts.Entry value : values) {
            if (!operator.accepts(value.text())) {
                findings.pointless(value.path(), "expected " + operator.type().expected());
            }
        }
        return operator.clause(name, written);
    }

    private ConditionClause presence(WrittenCondition written, List<Texts.Entry> values) {
        boolean whenAbsent = false;
        boolean whenPresent = false;
        for (Texts.Entry value : values) {
            Boolean absent = BoolOperator.parse(value.text());
            if (absent == null) {
                findings.pointless(value.path(), "expected " + ValueType.BOOL.expected());
            } else if (absent) {
                whenAbsent = true;
            } else {
                whenPresent = true;
            }
        }
        return new PresenceClause(ConditionKeys.fold(written.key()), whenAbsent, whenPresent, written);
    }
}
