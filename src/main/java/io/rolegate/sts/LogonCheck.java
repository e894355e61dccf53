package io.rolegate.sts;

import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.UserEntry;
import io.rolegate.identity.SessionSource;
import io.rolegate.policy.PolicyPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether a log-on still stands: not logged out, the user there, and the password the one that was given. */
final class LogonCheck implements SourceCheck {
    private final Directory directory;
    private final SessionSource.Logon source;
    private final CompletableFuture<Optional<UserEntry>> user;
    private final CompletableFuture<Optional<String>> passwordMark;

    LogonCheck(Directory directory, SessionSource.Logon source) {
        this.directory = directory;
        this.source = source;
        this.user = directory.user(source.accountId(), source.userId()).toCompletableFuture();
        this.passwordMark =
                directory.passwordMark(source.accountId(), source.userId()).toCompletableFuture();
    }

    @Override
    public List<CompletableFuture<?>> reads() {
        return List.of(user, passwordMark);
    }

    @Override
    public @Nullable String problem() {
        if (directory.revocations(source.accountId()).endsLogon(source.logonId())) {
            return "source user " + source.userId() + " has logged out";
        }
        if (user.join().isEmpty()) {
            return "source user " + source.userId() + " is gone";
        }
        return passwordMark.join().filter(source.passwordMark()::equals).isPresent()
                ? null
                : "source user " + source.userId() + " has another password by now, or may not log on";
    }

    @Override
    public PolicyPrincipal principal() {
        return entry().user().forPolicy();
    }

    /** The user as it is now; only where there is no {@link #problem()}. */
    UserEntry entry() {
        return user.join().orElseThrow();
    }
}
