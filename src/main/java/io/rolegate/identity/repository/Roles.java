package io.rolegate.identity.repository;

import io.rolegate.identity.Page;
import io.rolegate.identity.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Roles. */
public interface Roles {
    CompletionStage<Role> create(
            String accountId, String name, String description, String trustPolicy, Duration maxSessionDuration);

    CompletionStage<Optional<Role>> find(String accountId, String name);

    /** Fails with {@code NOT_EXIST Role}. */
    CompletionStage<Role> require(String accountId, String name);

    CompletionStage<Role> update(
            String accountId,
            String name,
            String newDescription,
            String newTrustPolicy,
            Duration newMaxSessionDuration);

    /** Fails with {@code DELETE_CONFLICT Role.Policy} while policies are attached. */
    CompletionStage<Void> delete(String accountId, String name);

    CompletionStage<Page<Role>> list(String accountId, Page.Request page);
}
