package io.rolegate.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An OpenID Connect identity provider that an account trusts to say who somebody is (ram.md §4).
 *
 * @param name unique in the account ignoring ASCII case, kept as given
 * @param issuerUrl {@code https} without query, fragment or credentials; unique in the account; tokens must name exactly it
 */
public record OidcProvider(
        String id,
        String accountId,
        String name,
        String issuerUrl,
        Details details,
        Instant createdAt,
        Instant updatedAt) {
    public static final int MOST_ISSUANCE_LIMIT_HOURS = 168;

    /**
     * What can be changed.
     *
     * @param clientIds the audiences of which a token must name at least one
     * @param fingerprints of certificates, SHA-1 or SHA-256 in lower-case hexadecimal; where there are any, the chain of the
     *     issuer's server must lead to one of them
     * @param issuanceLimit how long ago a token may have been issued, in whole hours
     */
    public record Details(
            List<String> clientIds, List<String> fingerprints, String description, Duration issuanceLimit) {
        public Details {
            clientIds = List.copyOf(clientIds);
            fingerprints = List.copyOf(fingerprints);
        }

        /** The same with other client ids. */
        public Details withClientIds(List<String> others) {
            return new Details(others, fingerprints, description, issuanceLimit);
        }

        /** The same with other fingerprints. */
        public Details withFingerprints(List<String> others) {
            return new Details(clientIds, others, description, issuanceLimit);
        }
    }

    /** {@code acs:ram::<account>:oidc-provider/<name>}, the name as stored. */
    public String arn() {
        return arn(accountId, name);
    }

    /** The ARN of a provider that may not exist yet. */
    public static String arn(String accountId, String name) {
        return "acs:ram::" + accountId + ":oidc-provider/" + name;
    }
}
