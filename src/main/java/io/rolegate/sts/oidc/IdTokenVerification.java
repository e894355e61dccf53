package io.rolegate.sts.oidc;

import io.rolegate.identity.IdToken;

/** What is to be thought of an ID token. */
public sealed interface IdTokenVerification {
    /** Everything about it holds. */
    record Valid(IdToken token) implements IdTokenVerification {}

    /**
     * The token is refused.
     *
     * @param expired whether its age is all that is wrong
     * @param why a sentence for the caller; before the signature has been verified it says nothing about the provider
     */
    record Invalid(boolean expired, String why) implements IdTokenVerification {}
}
