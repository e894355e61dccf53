package io.rolegate.identity.repository;

import io.rolegate.identity.Page;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Groups and who is in them. */
public interface Groups {
    CompletionStage<RamGroup> create(String accountId, String name, String comments);

    CompletionStage<Optional<RamGroup>> find(String accountId, String name);

    /** Fails with {@code NOT_EXIST Group}. */
    CompletionStage<RamGroup> require(String accountId, String name);

    CompletionStage<RamGroup> update(String accountId, String name, String newName, String newComments);

    /** Fails with {@code DELETE_CONFLICT Group.User} or {@code Group.Policy} while in use. */
    CompletionStage<Void> delete(String accountId, String name);

    CompletionStage<Page<RamGroup>> list(String accountId, Page.Request page);

    /** Fails with {@code ALREADY_EXISTS User.Group} or {@code LIMIT_EXCEEDED User.Group}. */
    CompletionStage<Void> addUser(RamGroup group, RamUser user);

    /** Fails with {@code NOT_EXIST User.Group}. */
    CompletionStage<Void> removeUser(RamGroup group, RamUser user);

    CompletionStage<List<Membership<RamGroup>>> groupsOf(RamUser user);

    CompletionStage<Page<Membership<RamUser>>> usersOf(RamGroup group, Page.Request page);

    /** A membership seen from one side. */
    record Membership<T>(T member, Instant joinedAt) {}
}
