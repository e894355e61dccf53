package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.replay.Admission;
import io.rolegate.replay.NonceRegistry;
import io.rolegate.replay.NonceUse;
import io.rolegate.signature.Presented;
import io.rolegate.signature.RejectionReason;
import io.vertx.core.Future;

/**
 * The third stage: refuses a request that was already seen. Dialects without a nonce have the date window only, and what an
 * unsigned operation is called with, such as a token, may be used as long as it is valid.
 */
final class ReplayGuard {
    private final NonceRegistry nonces;
    private final GatewayMeters meters;

    ReplayGuard(NonceRegistry nonces, GatewayMeters meters) {
        this.nonces = nonces;
        this.meters = meters;
    }

    Future<Authenticated> refuseReplays(Authenticated authenticated) {
        return authenticated.proof() instanceof Proof.Signature signature
                ? refuseReplays(authenticated, signature.verified().presented())
                : Future.succeededFuture(authenticated);
    }

    private Future<Authenticated> refuseReplays(Authenticated authenticated, Presented presented) {
        String nonce = presented.nonce();
        if (nonce == null) {
            return Future.succeededFuture(authenticated);
        }
        Charged charged = Charged.of(authenticated.caller().principal());
        Future<Admission> admission = nonces.admit(new NonceUse(
                presented.accessKeyId(), nonce, presented.signedAt(), charged.principal(), charged.account()));
        return authenticated.exchange().await(admission).map(judged -> admitted(judged, authenticated));
    }

    private Authenticated admitted(Admission admission, Authenticated authenticated) {
        if (admission != Admission.FRESH) {
            meters.nonceRefused(admission.label());
        }
        return switch (admission) {
            case FRESH -> authenticated;
            case SEEN -> throw Refusal.of(RejectionReason.NONCE_USED, "The signature nonce was used before.");
            case OUTSIDE_WINDOW ->
                throw Refusal.of(RejectionReason.TIME_OUTSIDE_WINDOW, "The date has left the window.");
            case BEFORE_START ->
                throw Refusal.of(
                        RejectionReason.TIME_OUTSIDE_WINDOW,
                        "The request was signed before this gateway started, or could have been sent to it before; sign it anew.");
            case OVER_SHARE ->
                throw Refusal.of(ErrorCode.THROTTLING_USER, "You have sent too many requests within the date window.");
            case FULL, UNAVAILABLE ->
                throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The registry of nonces can't take the request.");
        };
    }
}
