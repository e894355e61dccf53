package io.rolegate.sts;

import io.rolegate.identity.Secret;
import io.rolegate.identity.TemporarySession;
import io.rolegate.sts.SecurityTokens.TokenKeys;

/** A session whose token was verified, with the temporary secret derived for it. */
public final class VerifiedSession {
    private final TemporarySession session;
    private final Secret secret;
    private final TokenKeys keys;

    VerifiedSession(TemporarySession session, Secret secret, TokenKeys keys) {
        this.session = session;
        this.secret = secret;
        this.keys = keys;
    }

    public TemporarySession session() {
        return session;
    }

    /** The AccessKeySecret of the temporary credentials. */
    public Secret secret() {
        return secret;
    }

    /** The keys that the token was made with. */
    TokenKeys keys() {
        return keys;
    }

    @Override
    public String toString() {
        return session.accessKeyId();
    }
}
