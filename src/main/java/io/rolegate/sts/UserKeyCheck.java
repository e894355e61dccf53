package io.rolegate.sts;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.Directory.UserEntry;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.SessionSource;
import io.rolegate.policy.PolicyPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether a RAM user and the access key that it called with are still there, and the key active. */
final class UserKeyCheck implements SourceCheck {
    private final SessionSource.UserKey source;
    private final CompletableFuture<Optional<UserEntry>> user;
    private final CompletableFuture<Optional<KeyEntry>> key;

    UserKeyCheck(Directory directory, SessionSource.UserKey source) {
        this.source = source;
        this.user = directory.user(source.accountId(), source.userId()).toCompletableFuture();
        this.key = directory.accessKey(source.accessKeyId()).toCompletableFuture();
    }

    @Override
    public List<CompletableFuture<?>> reads() {
        return List.of(user, key);
    }

    @Override
    public @Nullable String problem() {
        if (user.join().isEmpty()) {
            return "source user " + source.userId() + " is gone";
        }
        KeyEntry entry = key.join().orElse(null);
        if (entry == null) {
            return "source key " + source.accessKeyId() + " is gone";
        }
        AccessKey current = entry.key();
        if (!source.userId().equals(current.userId()) || !source.accountId().equals(current.accountId())) {
            return "source key " + source.accessKeyId() + " belongs to somebody else";
        }
        return current.status() == KeyStatus.ACTIVE ? null : "source key " + source.accessKeyId() + " is disabled";
    }

    @Override
    public PolicyPrincipal principal() {
        return user.join().orElseThrow().user().forPolicy();
    }
}
