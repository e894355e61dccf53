package io.rolegate.cli;

import io.rolegate.signature.BodyCheck;
import io.rolegate.signature.CallView;
import io.rolegate.signature.DateWindow;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.signature.Presentation;
import io.rolegate.signature.Presented;
import io.rolegate.signature.Presenter;
import io.rolegate.signature.Reading;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.RejectionReason;
import io.rolegate.signature.Verification;
import io.rolegate.signature.Verified;
import io.rolegate.signature.Verifier;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded requests, each on its own, as the gateway's authentication does: shape, date, key id, token,
 * signature, body hash, in this order (design, sections 3 and 10). Not thread-safe.
 */
final class VerifyLines {

    /**
     * The line to print for one line read.
     *
     * @param isCase false where the line read was no recorded request
     */
    record Answer(String text, boolean isCase) {}

    private final Verifier verifier = new Verifier();

    /** Judges one line of JSON. */
    Answer answer(String line) {
        RecordedRequest request;
        try {
            request = RecordedRequest.parse(line);
        } catch (RecordedRequest.NotACaseException e) {
            return new Answer("error: " + e.getMessage(), false);
        }
        Rejection rejection = judge(request);
        return new Answer(rejection == null ? "valid" : describe(rejection, request), true);
    }

    private @Nullable Rejection judge(RecordedRequest request) {
        HeaderList headers = HeaderList.of(request.headers());
        // Only RPC 1.0, which has no Authorization, reads parameters from a form; elsewhere it is hashed like any body.
        byte[] form = headers.count("authorization") == 0 ? request.body() : null;
        Reading reading = CallView.read(request.method(), request.target(), headers, form);
        if (!(reading instanceof CallView call)) {
            return (Rejection) reading;
        }
        Presentation presentation = Presenter.present(call);
        if (!(presentation instanceof Presented presented)) {
            return (Rejection) presentation;
        }
        Rejection early = DateWindow.STANDARD.check(presented, request.now());
        if (early == null) {
            early = checkKeyAndToken(presented, request);
        }
        if (early != null) {
            return early;
        }
        Verification verification =
                verifier.verify(presented, request.accessKeySecret().getBytes(StandardCharsets.UTF_8));
        return verification instanceof Verified verified
                ? checkBody(verified, request.body())
                : (Rejection) verification;
    }

    private static @Nullable Rejection checkKeyAndToken(Presented presented, RecordedRequest request) {
        Dialect dialect = presented.dialect();
        if (!presented.accessKeyId().equals(request.accessKeyId())) {
            return new Rejection(RejectionReason.KEY_UNKNOWN, "the AccessKeyId is not registered", dialect);
        }
        String token = presented.securityToken();
        String registered = request.securityToken();
        if (token == null) {
            return registered == null && !presented.isTemporary()
                    ? null
                    : new Rejection(
                            RejectionReason.TOKEN_MISSING, "a temporary AccessKeyId needs its SecurityToken", dialect);
        }
        if (registered == null) {
            return new Rejection(
                    RejectionReason.TOKEN_MISMATCH, "a long-term AccessKeyId has no SecurityToken", dialect);
        }
        return token.equals(registered)
                ? null
                : new Rejection(
                        RejectionReason.TOKEN_MISMATCH,
                        "the SecurityToken is not the one of this AccessKeyId",
                        dialect);
    }

    private static @Nullable Rejection checkBody(Verified verified, byte[] body) {
        BodyCheck check = verified.body().start();
        check.update(body, 0, body.length);
        return check.finish();
    }

    private static String describe(Rejection rejection, RecordedRequest request) {
        Dialect dialect = rejection.dialect() == null ? request.dialect() : rejection.dialect();
        return "invalid: " + rejection.reason().code(dialect) + ' ' + rejection.why();
    }
}
