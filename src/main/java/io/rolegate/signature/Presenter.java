package io.rolegate.signature;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the dialects apart and reads the credential's shape; cheap checks only, no cryptography (signatures.md 1). */
public final class Presenter {
    private static final Dialect[] TOKEN_HEADERS = {Dialect.ACS3, Dialect.MNS};
    private static final List<String> CREDENTIAL_PARAMETERS = List.of("AccessKeyId", "Signature", "SecurityToken");
    private static final Set<String> CREDENTIAL_HEADERS =
            Set.of("x-acs-security-token", "x-acs-accesskey-id", "x-acs-signature", "security-token");

    private Presenter() {}

    /** The claim that the request makes, or why it makes none that could be verified. */
    public static Presentation present(CallView call) {
        HeaderList headers = call.headers();
        String authorization = headers.first("authorization");
        boolean inParameters = call.parameter("Signature") != null || call.parameter("AccessKeyId") != null;
        Dialect dialect = authorization == null ? Dialect.RPC : Dialect.ofAuthorization(authorization);
        if (authorization == null && !inParameters) {
            return new Rejection(
                    RejectionReason.CREDENTIALS_MISSING,
                    "the request is not signed: AccessKeyId and Signature, or Authorization, are missing",
                    dialectOf(headers));
        }
        if (dialect == null) {
            return new Rejection(
                    RejectionReason.ALGORITHM_UNKNOWN, "Authorization has an unknown scheme", dialectOf(headers));
        }
        Rejection ambiguity = ambiguity(call, dialect, authorization != null && inParameters);
        return ambiguity != null ? ambiguity : SigningDialect.of(dialect).present(call);
    }

    /** Whether a request has no credentials whatsoever, not even a part of them. */
    public static boolean isAnonymous(CallView call) {
        for (String parameter : CREDENTIAL_PARAMETERS) {
            if (Claims.isPresent(call.parameter(parameter))) {
                return false;
            }
        }
        for (int i = 0; i < call.headers().size(); i++) {
            String name = call.headers().name(i);
            if (name.equals("authorization") || CREDENTIAL_HEADERS.contains(name)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The dialect that the headers point to, for answering in its format before or without credentials; null where
     * they point to none, which goes for RPC.
     */
    public static @Nullable Dialect dialectOf(HeaderList headers) {
        String authorization = headers.first("authorization");
        Dialect declared = authorization == null ? null : Dialect.ofAuthorization(authorization);
        if (declared != null) {
            return declared;
        }
        Dialect likely = null;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.startsWith(Dialect.MNS.headerPrefix())) {
                return Dialect.MNS;
            }
            if (name.equals("x-acs-content-sha256")) {
                likely = Dialect.ACS3;
            } else if (name.equals("x-acs-signature-version")) {
                likely = Dialect.ROA;
            }
        }
        return likely;
    }

    /** What could be read two ways: credentials of two kinds, or a line twice that decides something. */
    private static @Nullable Rejection ambiguity(CallView call, Dialect dialect, boolean twoKinds) {
        if (twoKinds) {
            return new Rejection(
                    RejectionReason.SIGNATURE_INCOMPLETE, "the request has credentials of two kinds", dialect);
        }
        for (String name : call.headers().repeatedNames()) {
            if (decides(name, dialect)) {
                RejectionReason reason = name.equals("authorization")
                        ? RejectionReason.SIGNATURE_INCOMPLETE
                        : RejectionReason.PARAMETER_INVALID;
                return new Rejection(reason, "header " + name + " is repeated", dialect);
            }
        }
        for (Dialect other : TOKEN_HEADERS) {
            String foreign = other.tokenHeader();
            if (foreign != null && !foreign.equals(dialect.tokenHeader())) {
                String token = call.headers().first(foreign);
                if (token != null && !(dialect == Dialect.RPC && token.equals(call.parameter("SecurityToken")))) {
                    return new Rejection(
                            RejectionReason.PARAMETER_INVALID,
                            "header " + foreign + " belongs to another way of signing",
                            dialect);
                }
            }
        }
        return null;
    }

    private static boolean decides(String name, Dialect dialect) {
        return switch (name) {
            case "authorization", "host", "date", "content-type", "content-md5", "content-length" -> true;
            case "security-token" -> true;
            case "accept" -> dialect == Dialect.ROA;
            default -> name.startsWith("x-acs-") || name.startsWith("x-mns-");
        };
    }
}
