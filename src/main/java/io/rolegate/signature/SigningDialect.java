package io.rolegate.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one dialect does in its own way. A new dialect is one implementation, named in {@link #of} and Dialect. */
sealed interface SigningDialect permits Acs3, Rpc, Roa, Mns {

    /** Reads the claim out of a request that shows this dialect's evidence; checks shape and coverage only. */
    Presentation present(CallView call);

    /**
     * The call that the secret signed; null where the signature doesn't fit.
     *
     * @param secret not empty, not changed
     */
    @Nullable
    CallView verify(Presented presented, byte[] secret, Workbench bench);

    /** What {@link #verify} makes the HMAC of; where clients may differ, the form that it tries first. */
    SigningText text(Presented presented, Workbench bench);

    /** How the body that comes with a verified request is checked. */
    BodyIntegrity bodyIntegrity(Presented presented);

    /** Signs a request of this dialect. */
    SignedRequest sign(UnsignedRequest request, SigningCredentials credentials, Instant now, String nonce);

    /** The one implementation of the dialect. */
    static SigningDialect of(Dialect dialect) {
        return switch (dialect) {
            case ACS3 -> Acs3.INSTANCE;
            case RPC -> Rpc.INSTANCE;
            case ROA -> Roa.INSTANCE;
            case MNS -> Mns.INSTANCE;
        };
    }
}
