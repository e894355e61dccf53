package io.rolegate.sts;

import io.rolegate.identity.Account;
import io.rolegate.identity.Directory;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionSource;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.repository.Attachments;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.identity.store.StoreSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A role that another account's user assumes, in a store in memory, with what knows its sessions again. */
public final class AssumedRole {
    private static final WriteOrigin ORIGIN = WriteOrigin.commandLine("benchmark", "", "benchmark:Prepare");
    private static final String TRUST = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
            + "\"Principal\":{\"RAM\":\"acs:ram::%s:root\"}}]}";

    private final SqlIdentityStore store;
    private final SecurityTokens tokens;
    private final SessionSecrets secrets;
    private final SessionSource source;
    private final Role role;

    private AssumedRole(Vertx vertx, String policy) {
        store = SqlIdentityStore.open(vertx, StoreSettings.of("jdbc:h2:mem:benchmark")).await();
        tokens = new SecurityTokens(vertx, store.keyRing());
        secrets = new SessionSecrets(store.keyRing());
        Account owner = write(transaction -> transaction.accounts().create("owner", "no password"));
        Account partner = write(transaction -> transaction.accounts().create("partner", "no password"));
        RamUser amy = write(transaction ->
                transaction.users().create(partner.id(), "amy", new RamUser.Details("", "", "", "")));
        Directory.KeyEntry key =
                write(transaction -> transaction.accessKeys().create(partner.id(), amy.id()));
        source = new SessionSource.UserKey(
                partner.id(), amy.id(), amy.name(), key.key().id());
        role = write(transaction -> transaction
                .roles()
                .create(owner.id(), "operator", "", TRUST.formatted(partner.id()), Duration.ofHours(1)));
        write(transaction -> transaction
                .policies()
                .create(owner.id(), "operators", "", policy)
                .thenCompose(created -> transaction.attachments().attach(created, Attachments.Target.of(role))));
    }

    /**
     * Opens the store; waits for it.
     *
     * @param policy the document of the role's one policy
     */
    public static AssumedRole open(Vertx vertx, String policy) {
        return new AssumedRole(vertx, policy);
    }

    private <T> T write(Function<IdentityTransaction, CompletionStage<T>> work) {
        return Future.fromCompletionStage(store.write(ORIGIN, work)).await();
    }

    /** What knows accounts, users and roles. */
    public Directory directory() {
        return store.directory();
    }

    /** The service's own keys. */
    public KeyRing keyRing() {
        return store.keyRing();
    }

    /** Verifies sessions' tokens by the store's keys. */
    public SessionVerifier verifier(StsSettings settings) {
        return new SessionVerifier(tokens, secrets, InstantSource.system(), settings);
    }

    /** Credentials of a new session, for an hour. */
    public TemporaryCredentials assume() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new SessionIssuer(tokens, secrets)
                .issue(new Principal.RoleSession(
                        new RoleLink(role.accountId(), role.id(), role.name(), "amy@laptop"),
                        new SessionGrant(
                                new TemporaryKeyIds().next(),
                                source,
                                List.of(),
                                null,
                                null,
                                now,
                                now.plus(Duration.ofHours(1)),
                                store.directory().position())));
    }

    /** Closes the store. */
    public void close() {
        store.close().await();
    }
}
