package io.rolegate.sts;

import io.rolegate.api.ApiException;
import io.rolegate.identity.TemporarySession;
import io.rolegate.sts.SecurityTokens.SignedToken;

/** Makes the credentials of a session that has been decided: its token and the secret that goes with it. */
public final class SessionIssuer {
    private final SecurityTokens tokens;
    private final SessionSecrets secrets;

    public SessionIssuer(SecurityTokens tokens, SessionSecrets secrets) {
        this.tokens = tokens;
        this.secrets = secrets;
    }

    /**
     * The session's credentials.
     *
     * @throws ApiException {@code InvalidParameter.PolicySize} if the token would exceed 4 KiB
     */
    public TemporaryCredentials issue(TemporarySession session) {
        SignedToken token = tokens.sign(session);
        String accessKeyId = session.accessKeyId();
        return new TemporaryCredentials(
                accessKeyId, secrets.derive(token.derivationKid(), accessKeyId), token.text(), session.expiresAt());
    }
}
