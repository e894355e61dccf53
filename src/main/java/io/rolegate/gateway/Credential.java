package io.rolegate.gateway;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Secret;
import io.rolegate.sts.VerifiedSession;

/** What a request claims to be signed with, before the signature is checked. */
sealed interface Credential {
    Secret secret();

    /** A key of a user or an account's owner. */
    record LongTerm(AccessKey key, Secret secret) implements Credential {}

    /** Temporary credentials with their SecurityToken. */
    record Temporary(VerifiedSession session) implements Credential {
        @Override
        public Secret secret() {
            return session.secret();
        }
    }
}
