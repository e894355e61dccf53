package io.rolegate.sts;

import io.rolegate.identity.Secret;
import io.rolegate.identity.TemporarySession;

/** A session whose token was verified, with the temporary secret derived for it. */
public final class VerifiedSession {
    private final TemporarySession session;
    private final Secret secret;
    private final String kid;

    VerifiedSession(TemporarySession session, Secret secret, String kid) {
        this.session = session;
        this.secret = secret;
        this.kid = kid;
    }

    public TemporarySession session() {
        return session;
    }

    /** The AccessKeySecret of the temporary credentials. */
    public Secret secret() {
        return secret;
    }

    /** The key that signed the token. */
    String kid() {
        return kid;
    }

    @Override
    public String toString() {
        return session.accessKeyId();
    }
}
