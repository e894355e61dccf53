package io.rolegate.signature;

import java.security.SecureRandom;

/** Checks signatures. Keeps its buffers and JCA objects, so it is not thread-safe: one for each event loop. */
public final class Verifier {

    private final Workbench bench = new Workbench();
    private final byte[] decoy = new byte[32];

    /** A verifier with buffers of its own. */
    public Verifier() {
        new SecureRandom().nextBytes(decoy);
    }

    /**
     * Checks the signature in constant time. Date, token and body are judged elsewhere.
     *
     * @param secret the access key's secret in UTF-8, not empty; neither kept nor changed
     * @throws IllegalArgumentException if the secret is empty
     */
    public Verification verify(Presented presented, byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("a secret is never empty");
        }
        CallView signed = SigningDialect.of(presented.dialect()).verify(presented, secret, bench);
        return signed == null
                ? presented.reject(
                        RejectionReason.SIGNATURE_DIFFERS, "the signature does not match what the server calculated")
                : new Verified(presented, signed, presented.body());
    }

    /** Does the work of {@link #verify} with a secret that nobody has, so that time doesn't tell unknown key ids. */
    public void spendEqualWork(Presented presented) {
        verify(presented, decoy);
    }
}
