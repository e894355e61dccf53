package io.rolegate.policy;

/**
 * The name of an operator taken apart.
 *
 * @param base the name in {@link ConditionOperators}
 */
record OperatorName(Quantifier quantifier, String base, boolean ifExists) {
    private static final String IF_EXISTS = "IfExists";

    /** How several request values of one key are put together. */
    enum Quantifier {
        NONE(""),
        FOR_ANY_VALUE("ForAnyValue:"),
        FOR_ALL_VALUES("ForAllValues:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    static OperatorName parse(String name) {
        Quantifier quantifier = Quantifier.NONE;
        for (Quantifier candidate : Quantifier.values()) {
            quantifier = name.startsWith(candidate.prefix) ? candidate : quantifier;
        }
        String rest = name.substring(quantifier.prefix.length());
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String base = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        return new OperatorName(quantifier, base, ifExists);
    }

    /** Whether there is neither prefix nor suffix. */
    boolean isPlain() {
        return quantifier == Quantifier.NONE && !ifExists;
    }
}
