package io.rolegate.sts;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Account;
import io.rolegate.identity.Directory;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Revocations;
import io.rolegate.identity.Role;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SessionRevocation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A directory of a few entries in memory; can be made to wait, or to be away. */
final class MemoryDirectory implements Directory {
    final Map<String, UserEntry> users = new HashMap<>();
    final Map<String, KeyEntry> keys = new HashMap<>();
    final Map<String, RoleEntry> roles = new HashMap<>();
    final Map<String, OidcProvider> oidcProviders = new HashMap<>();
    final List<SessionRevocation> revocations = new ArrayList<>();
    final Map<String, String> passwordMarks = new HashMap<>();
    long position = 42;
    /** Where set, answers wait for it; if it fails, so do they. */
    CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    void user(String accountId, String id, String name) {
        RamUser user = new RamUser(
                id, accountId, name, new RamUser.Details("", "", "", ""), Instant.EPOCH, Instant.EPOCH, null);
        users.put(accountId + "/" + id, new UserEntry(user, PolicySet.empty(), position));
    }

    void key(String id, String accountId, String userId, KeyStatus status) {
        keys.put(id, new KeyEntry(new AccessKey(id, accountId, userId, status, Instant.EPOCH), Secret.of("secret")));
    }

    void role(String accountId, String id, String name, String trustedArn) {
        role(accountId, id, name, trustedArn, Duration.ofHours(2));
    }

    void role(String accountId, String id, String name, String trustedArn, Duration maxSessionDuration) {
        role(accountId, id, name, maxSessionDuration, "\"RAM\":[\"" + trustedArn + "\"]");
    }

    /** A role that trusts what {@code principal}, one member of a Principal element, names. */
    void trusting(String accountId, String id, String name, String principal) {
        role(accountId, id, name, Duration.ofHours(2), principal);
    }

    private void role(String accountId, String id, String name, Duration maxSessionDuration, String principal) {
        String trust = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{" + principal + "}}]}";
        Role role = new Role(id, accountId, name, "", trust, maxSessionDuration, Instant.EPOCH, Instant.EPOCH);
        PolicyDocument document = PolicyDocument.parseFailingClosed(trust, PolicyKind.TRUST);
        roles.put(accountId + "/" + id, new RoleEntry(role, document, PolicySet.empty(), position));
    }

    void oidcProvider(String accountId, String id, String name) {
        oidcProvider(new OidcProvider(
                id,
                accountId,
                name,
                "https://issuer.example",
                new OidcProvider.Details(List.of(), List.of(), "", Duration.ofHours(12)),
                Instant.EPOCH,
                Instant.EPOCH));
    }

    void oidcProvider(OidcProvider provider) {
        oidcProviders.put(provider.accountId() + "/" + provider.name(), provider);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long revision(String accountId) {
        return position;
    }

    @Override
    public boolean mayServe() {
        return true;
    }

    @Override
    public Revocations revocations(String accountId) {
        return Revocations.of(accountId, revocations);
    }

    @Override
    public CompletionStage<Optional<KeyEntry>> accessKey(String accessKeyId) {
        return answer(found(keys, accessKeyId));
    }

    @Override
    public CompletionStage<Optional<String>> passwordMark(String accountId, @Nullable String userId) {
        return answer(found(passwordMarks, accountId + "/" + (userId == null ? "" : userId)));
    }

    @Override
    public CompletionStage<Optional<UserEntry>> user(String accountId, String userId) {
        return answer(found(users, accountId + "/" + userId));
    }

    @Override
    public CompletionStage<Optional<RoleEntry>> role(String accountId, String roleId) {
        return answer(found(roles, accountId + "/" + roleId));
    }

    @Override
    public CompletionStage<Optional<RoleEntry>> roleNamed(String accountId, String roleName) {
        return answer(roles.values().stream()
                .filter(entry -> entry.role().accountId().equals(accountId)
                        && entry.role().name().equalsIgnoreCase(roleName))
                .findFirst());
    }

    @Override
    public CompletionStage<Optional<OidcProvider>> oidcProvider(String accountId, String name) {
        return answer(found(oidcProviders, accountId + "/" + name));
    }

    @Override
    public CompletionStage<Optional<Account>> account(String idOrAlias) {
        return answer(Optional.empty());
    }

    private <T> CompletionStage<T> answer(T value) {
        return gate.isDone() && !gate.isCompletedExceptionally()
                ? CompletableFuture.completedFuture(value)
                : gate.thenApply(opened -> value);
    }

    private static <E> Optional<E> found(Map<String, E> entries, String key) {
        E entry = entries.get(key);
        return entry == null ? Optional.empty() : Optional.of(entry);
    }
}
