package io.rolegate.gateway;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Refusals;
import io.rolegate.identity.StoreUnavailableException;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.RejectionReason;
import org.jspecify.annotations.Nullable;

/** A request's end before its service answered: what the caller is told. The only failure that stages raise on purpose. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final int status;
    private final String messageServiceCode;
    private final int messageServiceStatus;
    private final transient @Nullable Denial denial;
    private final boolean authenticationFailure;
    private final transient @Nullable Deferral deferral;
    private final @Nullable String upstreamReason;

    private Refusal(
            String code,
            int status,
            String messageServiceCode,
            int messageServiceStatus,
            String message,
            @Nullable Denial denial,
            boolean authenticationFailure,
            @Nullable Deferral deferral,
            @Nullable String upstreamReason,
            @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.status = status;
        this.messageServiceCode = messageServiceCode;
        this.messageServiceStatus = messageServiceStatus;
        this.denial = denial;
        this.authenticationFailure = authenticationFailure;
        this.deferral = deferral;
        this.upstreamReason = upstreamReason;
    }

    static Refusal of(Rejection rejection) {
        return of(rejection.reason(), rejection.why());
    }

    static Refusal of(RejectionReason reason, String why) {
        return new Refusal(
                reason.code(null),
                reason.status(null),
                reason.code(Dialect.MNS),
                reason.status(Dialect.MNS),
                why,
                null,
                true,
                null,
                null,
                null);
    }

    static Refusal of(ErrorCode error, String message) {
        return of(new ApiException(error, message));
    }

    static Refusal of(ApiException failure) {
        return of(failure, null, null);
    }

    private static Refusal of(ApiException failure, @Nullable Deferral deferral, @Nullable String upstreamReason) {
        ErrorCode error = failure.error();
        return new Refusal(
                failure.code(),
                error.status(),
                error.messageServiceCode(),
                error.messageServiceStatus(),
                failure.text(),
                null,
                false,
                deferral,
                upstreamReason,
                failure.getCause());
    }

    /** A request that is in order, but could only be taken later. */
    static Refusal deferred(ErrorCode error, String message, Deferral deferral) {
        return of(new ApiException(error, message), deferral, null);
    }

    /** A request that this node has no room for. */
    static Refusal shed(Overload overload) {
        return deferred(
                ErrorCode.SERVICE_UNAVAILABLE,
                "The gateway has too much to do at the moment; try again later.",
                overload.deferral());
    }

    /**
     * A service behind the gateway that gave no answer.
     *
     * @param reason for the audit record only
     */
    static Refusal upstream(ErrorCode error, String message, String reason) {
        return of(new ApiException(error, message), null, reason);
    }

    /** The caller went away before the end. */
    static Refusal callerGone() {
        return of(ErrorCode.CLIENT_CLOSED_REQUEST, "The client closed the request.");
    }

    static Refusal denied(Denial denial, ErrorFormat format) {
        ErrorCode error = format == ErrorFormat.ROA_JSON ? ErrorCode.FORBIDDEN_RAM : ErrorCode.NO_PERMISSION;
        return new Refusal(
                error.code(),
                error.status(),
                error.messageServiceCode(),
                error.messageServiceStatus(),
                denial.message(),
                denial,
                false,
                null,
                null,
                null);
    }

    /** Whatever failed, as the caller may see it: anything unexpected is an internal error without details. */
    static Refusal from(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        Refusal told = told(failure);
        if (told == null) {
            told = told(failure.getCause());
        }
        return told != null
                ? told
                : of(new ApiException(
                        ErrorCode.INTERNAL_ERROR,
                        null,
                        "The request could not be processed; try again later.",
                        failure));
    }

    /** What a failure that is no surprise tells the caller; null for any other. */
    private static @Nullable Refusal told(@Nullable Throwable failure) {
        if (failure instanceof ApiException known) {
            return of(known);
        }
        return failure instanceof StoreUnavailableException unavailable ? of(Refusals.of(unavailable)) : null;
    }

    String code(ErrorFormat format) {
        return format.isMessageService() ? messageServiceCode : code;
    }

    int status(ErrorFormat format) {
        return format.isMessageService() ? messageServiceStatus : status;
    }

    String message(ErrorFormat format) {
        String message = getMessage();
        return message == null ? code(format) : message;
    }

    /** Why policies don't allow it, where that is the reason. */
    @Nullable
    Denial denial() {
        return denial;
    }

    /** Why it isn't taken now, where it could be later. */
    @Nullable
    Deferral deferral() {
        return deferral;
    }

    /** Whether key, token or signature were wrong. */
    boolean isAuthenticationFailure() {
        return authenticationFailure;
    }

    /** What went wrong behind the gateway, for the audit record only. */
    @Nullable
    String upstreamReason() {
        Throwable cause = getCause();
        return upstreamReason == null && cause != null ? cause.toString() : upstreamReason;
    }

    /** Whether the caller went away before the end. */
    boolean isCallerGone() {
        return code.equals(ErrorCode.CLIENT_CLOSED_REQUEST.code());
    }

    boolean isUnexpected() {
        return code.equals(ErrorCode.INTERNAL_ERROR.code());
    }
}
