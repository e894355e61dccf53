package io.rolegate.signature;

import java.util.Optional;

/**
 * Whom the web console calls for, in a header of the requests that it signs: {@code 192.0.2.1;tls=true}. Only where the signature
 * covers the header does it say anything, so never under RPC 1.0.
 *
 * @param address of the browser
 * @param tls whether the browser speaks TLS to the console
 */
public record ConsoleClient(String address, boolean tls) {
    private static final String NAME = "rolegate-client";
    private static final String WITH_TLS = ";tls=true";
    private static final String WITHOUT_TLS = ";tls=false";

    /** The header's name in a dialect, in lower case. */
    public static String headerName(Dialect dialect) {
        return dialect.headerPrefix() + NAME;
    }

    /** Reads the header's value; empty for any other text. Whether the address is one is not looked at. */
    public static Optional<ConsoleClient> parse(String value) {
        if (value.endsWith(WITH_TLS)) {
            return Optional.of(new ConsoleClient(value.substring(0, value.length() - WITH_TLS.length()), true));
        }
        return value.endsWith(WITHOUT_TLS)
                ? Optional.of(new ConsoleClient(value.substring(0, value.length() - WITHOUT_TLS.length()), false))
                : Optional.empty();
    }

    /** The header's value. */
    @Override
    public String toString() {
        return address + (tls ? WITH_TLS : WITHOUT_TLS);
    }
}
