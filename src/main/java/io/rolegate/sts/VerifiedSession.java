package io.rolegate.sts;

import io.rolegate.identity.Principal;
import io.rolegate.identity.Secret;

/** A session whose token was verified, with the temporary secret derived for it. */
public final class VerifiedSession {
    private final Principal.RoleSession principal;
    private final Secret secret;
    private final String kid;

    VerifiedSession(Principal.RoleSession principal, Secret secret, String kid) {
        this.principal = principal;
        this.secret = secret;
        this.kid = kid;
    }

    public Principal.RoleSession principal() {
        return principal;
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
        return principal.grant().accessKeyId() + " " + principal.arn();
    }
}
