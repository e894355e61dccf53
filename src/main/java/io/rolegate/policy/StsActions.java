package io.rolegate.policy;

/** The actions of the security token service that policies treat specially (ram.md §1.6). */
final class StsActions {
    /** What trust policies name, also for the SAML and OIDC calls. */
    static final String ASSUME_ROLE = "sts:AssumeRole";

    static final String FOLDED_ASSUME_ROLE = Ascii.fold(ASSUME_ROLE);

    private static final String ASSUME_ROLE_WITH_SAML = "sts:AssumeRoleWithSAML";
    private static final String ASSUME_ROLE_WITH_OIDC = "sts:AssumeRoleWithOIDC";
    private static final String GET_CALLER_IDENTITY = "sts:GetCallerIdentity";

    private StsActions() {}

    static boolean isAssuming(String action) {
        return Ascii.equalsIgnoringCase(action, ASSUME_ROLE)
                || Ascii.equalsIgnoringCase(action, ASSUME_ROLE_WITH_SAML)
                || Ascii.equalsIgnoringCase(action, ASSUME_ROLE_WITH_OIDC);
    }

    static boolean needsNoPermission(String action) {
        return Ascii.equalsIgnoringCase(action, GET_CALLER_IDENTITY);
    }
}
