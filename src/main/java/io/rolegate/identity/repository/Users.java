package io.rolegate.identity.repository;

import io.rolegate.identity.Page;
import io.rolegate.identity.RamUser;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** RAM users. */
public interface Users {
    CompletionStage<RamUser> create(String accountId, String name, RamUser.Details details);

    CompletionStage<Optional<RamUser>> find(String accountId, String name);

    CompletionStage<Optional<RamUser>> findById(String accountId, String userId);

    /** Fails with {@code NOT_EXIST User}. */
    CompletionStage<RamUser> require(String accountId, String name);

    CompletionStage<RamUser> update(String accountId, String name, String newName, RamUser.Details newDetails);

    /** Fails with {@code DELETE_CONFLICT User.Group}, {@code .AccessKey}, {@code .LoginProfile}, {@code .MFADevice} or {@code .Policy} while in use. */
    CompletionStage<Void> delete(String accountId, String name);

    /** Notes the time as that of the user's last log-on. Changes no decision. */
    CompletionStage<Void> loggedOn(RamUser user);

    CompletionStage<Page<RamUser>> list(String accountId, Page.Request page);
}
