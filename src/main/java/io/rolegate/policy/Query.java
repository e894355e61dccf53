package io.rolegate.policy;

/**
 * What statements are matched against: who wants to do what with which resource.
 *
 * @param action folded, as patterns of actions ignore case
 */
record Query(PolicyPrincipal principal, String action, ResourceName resource) {

    static Query of(PolicyPrincipal principal, String action, String resource) {
        return new Query(principal, Ascii.fold(action), ResourceName.of(resource));
    }

    /** The same question as it is put to the trust policy. */
    Query toTrust() {
        return new Query(principal, StsActions.FOLDED_ASSUME_ROLE, resource);
    }
}
