package io.rolegate.policy;

/** What condition values are: of a family of operators, or of a known key (ram.md §1.4, §1.5). */
enum ValueType {
    TEXT("a text"),
    NUMBER("a decimal number such as 10 or -2.5"),
    DATE(DateTime.EXPECTED),
    BOOL("true or false"),
    ADDRESS("an IPv4 or IPv6 address or CIDR block such as 192.0.2.0/24");

    private final String expected;

    ValueType(String expected) {
        this.expected = expected;
    }

    /** How a policy writes such a value, for messages. */
    String expected() {
        return expected;
    }

    /** Whether operators of this family can say anything about values of type {@code key}: any value has a text. */
    boolean suits(ValueType key) {
        return this == TEXT || this == key;
    }
}
