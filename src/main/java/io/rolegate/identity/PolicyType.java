package io.rolegate.identity;

/** Who wrote a managed policy (ram.md §4, {@code PolicyType}). */
public enum PolicyType {
    SYSTEM("System"),
    CUSTOM("Custom");

    private final String wireName;

    PolicyType(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests, answers and the store. */
    public String wireName() {
        return wireName;
    }
}
