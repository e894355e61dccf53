package io.rolegate.api;

import org.jspecify.annotations.Nullable;

/** The format that a caller of an RPC service wants answers in (ram.md §3). */
public enum Format {
    JSON,
    XML;

    /** The format that the RPC parameter {@code Format} names: XML if it says so in any case, else JSON. */
    public static Format of(@Nullable String parameter) {
        return "XML".equalsIgnoreCase(parameter) ? XML : JSON;
    }
}
