package io.rolegate.gateway;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.signature.BodyIntegrity;

/** Where requests are taken whose dialect leaves the body unsigned (design, section 8; {@code dialects.unsignedBody}). */
public enum UnsignedBodies {
    /** Only over TLS, or from this machine. */
    LOOPBACK_OR_TLS,
    ALWAYS,
    NEVER;

    /** Refuses a request with an unsigned body where it must not be taken. */
    void check(Exchange exchange, BodyIntegrity body) {
        if (body.isUnprotected() && !isTaken(exchange)) {
            throw Refusal.of(new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "UnsignedBody",
                    "No signature covers this body, so it is not taken here: send Content-MD5, or use TLS."));
        }
    }

    private boolean isTaken(Exchange exchange) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case LOOPBACK_OR_TLS -> exchange.isSecure() || isLoopback(exchange.sourceIp());
        };
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
