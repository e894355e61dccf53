package io.rolegate.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comparison of {@code true} and {@code false}, in any case. */
final class BoolOperator {
    private BoolOperator() {}

    static Map<String, ConditionOperator<?, ?>> all() {
        return Map.of(
                "Bool",
                new ConditionOperator<Boolean, Boolean>(
                        false, ValueType.BOOL, BoolOperator::parse, BoolOperator::parse, Boolean::equals));
    }

    static @Nullable Boolean parse(String text) {
        if (Ascii.equalsIgnoringCase(text, "true")) {
            return Boolean.TRUE;
        }
        return Ascii.equalsIgnoringCase(text, "false") ? Boolean.FALSE : null;
    }
}
