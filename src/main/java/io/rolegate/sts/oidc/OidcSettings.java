package io.rolegate.sts.oidc;

import io.rolegate.policy.NetworkMasks;
import java.time.Duration;
import java.util.Optional;

/**
 * How issuers' keys are fetched and kept.
 *
 * @param keyLife how long fetched keys are used before they are fetched again
 * @param retryInterval how long to wait after a fetch, failed or not, before the same issuer is asked again, as for a key
 *     that it hasn't published
 * @param fetchTimeout for all that one fetch needs: look-up of names, connections, both documents
 * @param maxDocumentBytes the largest document that is read
 * @param maxIssuers of how many issuers keys are kept
 * @param allowedAddresses addresses that issuers may have although they are not public ones
 */
public record OidcSettings(
        Duration keyLife,
        Duration retryInterval,
        Duration fetchTimeout,
        int maxDocumentBytes,
        int maxIssuers,
        Optional<NetworkMasks> allowedAddresses) {
    private static final int DEFAULT_DOCUMENT_BYTES = 256 * 1024;
    private static final int DEFAULT_ISSUERS = 1000;

    public OidcSettings {
        if (retryInterval.compareTo(keyLife) > 0) {
            throw new IllegalArgumentException("keys can't be kept for less time than an issuer is left alone");
        }
    }

    /** One hour, 30 s, 5 s, 256 KiB, 1000 issuers, public addresses only. */
    public static OidcSettings defaults() {
        return new OidcSettings(
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                DEFAULT_DOCUMENT_BYTES,
                DEFAULT_ISSUERS,
                Optional.empty());
    }
}
