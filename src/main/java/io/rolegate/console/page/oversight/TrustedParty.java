package io.rolegate.console.page.oversight;

import java.util.List;

/**
 * Somebody whom a role trusts.
 *
 * @param id of an account; the ARN of an identity provider; the name of a service; {@code *} for everybody
 * @param principals what the trust policy names of this party, as written
 * @param conditional whether each statement that names it asks for more, such as an external id
 */
public record TrustedParty(Kind kind, String id, List<String> principals, boolean conditional) {
    /** The id of everybody. */
    static final String ANYONE = "*";

    /** What a party is. */
    public enum Kind {
        ACCOUNT,
        PROVIDER,
        SERVICE,
        EVERYBODY
    }

    public TrustedParty {
        principals = List.copyOf(principals);
    }

    /** Whether sessions can be chosen by this party. */
    boolean hasSessions() {
        return kind == Kind.ACCOUNT || kind == Kind.PROVIDER;
    }
}
