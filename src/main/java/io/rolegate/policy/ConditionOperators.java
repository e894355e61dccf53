package io.rolegate.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every condition operator by its case-sensitive name (ram.md §1.4). A new one is an entry of its family's map, a new
 * family a line here.
 */
final class ConditionOperators {
    /** Tests presence instead of comparing; see {@link PresenceClause}. */
    static final String NULL = "Null";

    private static final Map<String, ConditionOperator<?, ?>> BY_NAME = new HashMap<>();

    static {
        BY_NAME.putAll(StringOperators.all());
        BY_NAME.putAll(OrderOperators.all("Numeric", ValueType.NUMBER, Decimal::parse));
        BY_NAME.putAll(OrderOperators.all("Date", ValueType.DATE, DateTime::parse));
        BY_NAME.putAll(BoolOperator.all());
        BY_NAME.putAll(IpOperators.all());
    }

    private ConditionOperators() {}

    static Optional<ConditionOperator<?, ?>> find(String base) {
        return Optional.ofNullable(BY_NAME.get(base));
    }

    /** The names without prefixes and suffixes, sorted. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(BY_NAME.keySet());
        names.add(NULL);
        return names;
    }
}
