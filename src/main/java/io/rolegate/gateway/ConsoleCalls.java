package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.policy.IpAddress;
import io.rolegate.signature.ConsoleClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.signature.Presented;
import org.jspecify.annotations.Nullable;

/**
 * Heeds what the web console says about the browser that it calls for: with a log-on, or a role assumed by one, and where the
 * signature covers it. Anybody else's word is refused, so that nobody takes an address that policies trust.
 */
final class ConsoleCalls {
    private static final String HEADER = ConsoleClient.headerName(Dialect.ACS3);
    private static final String MESSAGE_SERVICE_HEADER = ConsoleClient.headerName(Dialect.MNS);

    private ConsoleCalls() {}

    /** The browser behind a call whose signature holds, null where the call says nothing of one. */
    static @Nullable ConsoleClient client(Presented presented, Caller caller) {
        HeaderList headers = presented.call().headers();
        String plain = headers.first(HEADER);
        String messageService = headers.first(MESSAGE_SERVICE_HEADER);
        if (plain == null && messageService == null) {
            return null;
        }
        boolean covered =
                switch (presented.dialect()) {
                    case ACS3, ROA -> messageService == null;
                    case MNS -> plain == null;
                    case RPC -> false;
                };
        String value = plain == null ? messageService : plain;
        if (!covered || value == null) {
            throw refused("is not covered by the signature");
        }
        if (!caller.isLoggedOn()) {
            throw refused("may only come with a log-on at the console");
        }
        return ConsoleClient.parse(value)
                .filter(client -> IpAddress.parse(client.address()) != null)
                .orElseThrow(() -> refused("must be <address>;tls=<true or false>"));
    }

    private static Refusal refused(String why) {
        return Refusal.of(ErrorCode.INVALID_HEADER, "The header " + HEADER + " " + why + ".");
    }
}
