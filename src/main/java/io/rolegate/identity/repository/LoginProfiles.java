package io.rolegate.identity.repository;

import io.rolegate.identity.LoginProfile;
import io.rolegate.identity.RamUser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Login profiles and their passwords' hashes. Hashing is the caller's business, off the event loop. */
public interface LoginProfiles {
    /** Fails with {@code ALREADY_EXISTS User.LoginProfile}. */
    CompletionStage<LoginProfile> create(
            RamUser user, String passwordHash, boolean mfaBindRequired, boolean passwordResetRequired);

    /** Makes or replaces a profile as it was elsewhere, with the password of that age. */
    CompletionStage<Void> restore(
            RamUser user,
            String passwordHash,
            Instant passwordSetAt,
            boolean mfaBindRequired,
            boolean passwordResetRequired);

    CompletionStage<Optional<LoginProfile>> find(RamUser user);

    /** Fails with {@code NOT_EXIST User.LoginProfile}. */
    CompletionStage<LoginProfile> require(RamUser user);

    CompletionStage<Optional<String>> passwordHash(RamUser user);

    /** The hashes of the user's latest passwords, the present one first; fewer where there were fewer. */
    CompletionStage<List<String>> latestPasswordHashes(RamUser user, int count);

    /** Null leaves the password as it is. Fails with {@code NOT_EXIST User.LoginProfile}. */
    CompletionStage<Void> update(
            RamUser user, @Nullable String newPasswordHash, boolean mfaBindRequired, boolean passwordResetRequired);

    /** Fails with {@code NOT_EXIST User.LoginProfile}. */
    CompletionStage<Void> delete(RamUser user);
}
