package io.rolegate.policy;

/** What statements are matched against: who wants to do what with which resource. */
record Query(PolicyPrincipal principal, String action, String foldedAction, ResourceName resource) {

    static Query of(PolicyPrincipal principal, String action, String resource) {
        return new Query(principal, action, Ascii.fold(action), ResourceName.of(resource));
    }

    /** The same question as it is put to the trust policy. */
    Query toTrust() {
        return new Query(principal, StsActions.ASSUME_ROLE, Ascii.fold(StsActions.ASSUME_ROLE), resource);
    }
}
