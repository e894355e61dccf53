package io.rolegate.sts;

import io.rolegate.identity.Directory;
import io.rolegate.identity.SessionSource;
import io.rolegate.policy.PolicyPrincipal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether what a chain began with still stands. The directory is asked for all that it takes when the check is made. */
interface SourceCheck {
    /** What the directory was asked for; nothing else may be called before all of it has succeeded. */
    List<CompletableFuture<?>> reads();

    /** Why the source no longer stands, for the audit record; null where it does. */
    @Nullable
    String problem();

    /** Whom a trust policy must name: as they are named now. Only where there is no {@link #problem()}. */
    PolicyPrincipal principal();

    static SourceCheck of(Directory directory, SessionSource source) {
        if (source instanceof SessionSource.UserKey user) {
            return new UserKeyCheck(directory, user);
        }
        return source instanceof SessionSource.Logon logon
                ? new LogonCheck(directory, logon)
                : new FederatedCheck(directory, (SessionSource.Federated) source);
    }
}
