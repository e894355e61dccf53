package io.rolegate.sts;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.identity.Directory;
import io.rolegate.identity.SessionRegister;
import io.rolegate.sts.oidc.IdTokens;
import java.util.List;

/** The operations of STS (ram.md §3). */
public final class StsOperations {
    /** The API's version. */
    public static final String VERSION = "2015-04-01";

    private static final String SERVICE = "sts";

    private StsOperations() {}

    /** AssumeRole, AssumeRoleWithOIDC and GetCallerIdentity, version 2015-04-01. */
    public static OperationCatalogue catalogue(
            Directory directory,
            SessionRegister register,
            SessionIssuer issuer,
            IdTokens tokens,
            StsSettings settings) {
        RoleSessions sessions = new RoleSessions(
                directory, new SessionOpening(register, issuer), new SessionPlan(settings, new TemporaryKeyIds()));
        return new OperationCatalogue(
                SERVICE,
                VERSION,
                List.of(
                        new AssumeRole(directory, sessions),
                        new AssumeRoleWithOidc(directory, tokens, sessions),
                        new GetCallerIdentity()));
    }
}
