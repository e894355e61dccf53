package io.rolegate.identity;

/** Whether an access key may be used (ram.md §4, {@code Status}). */
public enum KeyStatus {
    ACTIVE("Active"),
    INACTIVE("Inactive");

    private final String wireName;

    KeyStatus(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests, answers and the store. */
    public String wireName() {
        return wireName;
    }
}
