package io.rolegate.sts;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.identity.Directory;
import io.rolegate.identity.IdentityStore;
import java.util.List;

/** The operations of STS (ram.md §3). */
public final class StsOperations {
    private static final String SERVICE = "sts";
    private static final String VERSION = "2015-04-01";

    private StsOperations() {}

    /** AssumeRole and GetCallerIdentity, version 2015-04-01. */
    public static OperationCatalogue catalogue(
            Directory directory, IdentityStore store, SessionIssuer issuer, StsSettings settings) {
        SessionPlan plan = new SessionPlan(settings, new TemporaryKeyIds());
        SessionOpening opening = new SessionOpening(store, issuer);
        return new OperationCatalogue(
                SERVICE, VERSION, List.of(new AssumeRole(directory, opening, plan), new GetCallerIdentity()));
    }
}
