package io.rolegate.identity.store;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.repository.AccessKeys;
import io.rolegate.identity.repository.AccountImages;
import io.rolegate.identity.repository.Accounts;
import io.rolegate.identity.repository.Attachments;
import io.rolegate.identity.repository.Groups;
import io.rolegate.identity.repository.LoginProfiles;
import io.rolegate.identity.repository.MfaDevices;
import io.rolegate.identity.repository.OidcProviders;
import io.rolegate.identity.repository.Policies;
import io.rolegate.identity.repository.Roles;
import io.rolegate.identity.repository.SecuritySettings;
import io.rolegate.identity.repository.Sessions;
import io.rolegate.identity.repository.Users;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One transaction. A writing one locks each account that it touches before it reads anything of it, so that administrators of
 * one account write one after the other: no lost updates, no quota overrun by two at once.
 */
final class SqlTransaction implements IdentityTransaction {
    private final SqlSession session;
    private final Database.Mode mode;
    private final Context context;
    private final Set<String> lockedAccounts = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> audited = new ArrayList<>();
    private final List<PositionedStep> positioned = new ArrayList<>();

    SqlTransaction(SqlSession session, Database.Mode mode, Context context) {
        this.session = session;
        this.mode = mode;
        this.context = context;
    }

    /**
     * What a transaction works with.
     *
     * @param cluster told of what changes decisions
     * @param now the time of all that it writes, in whole milliseconds
     */
    record Context(Quotas quotas, SecretBox box, Cluster cluster, Instant now) {}

    /** What must know where its transaction stands in the change log. */
    interface PositionedStep {
        void apply(Sql sql, long position) throws SQLException;
    }

    /** What the write touched: what changes decisions, and what is only audited. */
    List<Change> touched() {
        return Stream.concat(changes.stream(), audited.stream()).toList();
    }

    /**
     * Where a committed write stands in the log: empty where it changed nothing that decides.
     *
     * @param found the digest of what was touched, as it was before
     */
    Future<Optional<Change.Batch>> finish(WriteOrigin origin, Optional<String> found) {
        return session.run(sql -> {
            Optional<Change.Batch> batch = changes.isEmpty() ? Optional.empty() : Optional.of(append(sql));
            record(sql, origin, found.orElse(null));
            return batch;
        });
    }

    private Change.Batch append(Sql sql) throws SQLException {
        long position = ChangeLog.append(sql, changes, context.now());
        for (PositionedStep step : positioned) {
            step.apply(sql, position);
        }
        context.cluster().announce(sql);
        return new Change.Batch(position, changes);
    }

    private void record(Sql sql, WriteOrigin origin, @Nullable String found) throws SQLException {
        sql.update(
                "INSERT INTO audit_events (occurred_at, request_id, account_id, principal_arn, action, resource,"
                        + " source_ip, outcome, before_digest, after_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                context.now(),
                origin.requestId(),
                origin.accountId(),
                origin.principalArn(),
                origin.action(),
                origin.resource(),
                origin.sourceIp(),
                "Success",
                found,
                EntityDigest.of(sql, touched()));
    }

    /** Runs work on an account's data. */
    <T> CompletionStage<T> within(String accountId, Sql.Work<T> work) {
        return run(sql -> {
            lock(sql, accountId);
            return work.apply(sql);
        });
    }

    /** Changes an account's data. */
    CompletionStage<Void> change(String accountId, Sql.Step step) {
        return runAlone(sql -> {
            lock(sql, accountId);
            step.apply(sql);
        });
    }

    private void lock(Sql sql, String accountId) throws SQLException {
        if (mode == Database.Mode.WRITE && lockedAccounts.add(accountId)) {
            sql.exists("SELECT id FROM accounts WHERE id = ? FOR UPDATE", accountId);
        }
    }

    /** Runs work that no account's lock protects. */
    <T> CompletionStage<T> run(Sql.Work<T> work) {
        return session.run(work).toCompletionStage();
    }

    /** Makes a change that no account's lock protects. */
    CompletionStage<Void> runAlone(Sql.Step step) {
        return session.step(step).toCompletionStage();
    }

    void changed(String accountId, ChangeKind kind, String entity) {
        changes.add(new Change(accountId, kind, entity));
    }

    /** Notes a change that no decision depends on, for the audit record alone. */
    void audited(String accountId, ChangeKind kind, String entity) {
        audited.add(new Change(accountId, kind, entity));
    }

    /** Has a step done once the position of this transaction's changes is known, right before the commit. */
    void atPosition(PositionedStep step) {
        positioned.add(step);
    }

    Instant now() {
        return context.now();
    }

    Quotas quotas() {
        return context.quotas();
    }

    SecretBox box() {
        return context.box();
    }

    /** Inserts or renames under a unique constraint; {@code ALREADY_EXISTS} of the entity where the name is taken. */
    static void unique(Sql sql, String entity, String name, String statement, @Nullable Object... parameters)
            throws SQLException {
        try {
            sql.update(statement, parameters);
        } catch (SQLException e) {
            if (SqlErrors.isUniqueViolation(e)) {
                throw new DirectoryException(
                        Kind.ALREADY_EXISTS, entity, "The " + words(entity) + " " + name + " exists already");
            }
            throw e;
        }
    }

    static DirectoryException notExist(String entity, String name) {
        return new DirectoryException(Kind.NOT_EXIST, entity, "The " + words(entity) + " " + name + " does not exist");
    }

    /** Fails with {@code LIMIT_EXCEEDED} where there is no room for one more. */
    static void limit(String entity, long present, int quota) {
        if (present >= quota) {
            throw new DirectoryException(
                    Kind.LIMIT_EXCEEDED, entity, "The limit of " + quota + " is reached: " + words(entity));
        }
    }

    /** Fails with {@code DELETE_CONFLICT} where the query finds a row. */
    static void refuseDeletion(Sql sql, String entity, String query, @Nullable Object... parameters)
            throws SQLException {
        if (sql.exists(query, parameters)) {
            throw new DirectoryException(Kind.DELETE_CONFLICT, entity, "It is still in use: " + words(entity));
        }
    }

    /** An entity of the error codes in words: {@code User.AccessKey} is a user access key, {@code OIDCProvider} an oidc provider. */
    private static String words(String entity) {
        StringBuilder words = new StringBuilder();
        for (int index = 0; index < entity.length(); index++) {
            char c = entity.charAt(index);
            boolean begins = Character.isUpperCase(c)
                    && index > 0
                    && (Character.isLowerCase(entity.charAt(index - 1))
                            || (entity.charAt(index - 1) != '.'
                                    && index + 1 < entity.length()
                                    && Character.isLowerCase(entity.charAt(index + 1))));
            words.append(begins ? " " : "").append(c == '.' ? ' ' : Character.toLowerCase(c));
        }
        return words.toString();
    }

    @Override
    public Accounts accounts() {
        return new SqlAccounts(this);
    }

    @Override
    public Users users() {
        return new SqlUsers(this);
    }

    @Override
    public Groups groups() {
        return new SqlGroups(this);
    }

    @Override
    public Roles roles() {
        return new SqlRoles(this);
    }

    @Override
    public AccessKeys accessKeys() {
        return new SqlAccessKeys(this);
    }

    @Override
    public LoginProfiles loginProfiles() {
        return new SqlLoginProfiles(this);
    }

    @Override
    public MfaDevices mfaDevices() {
        return new SqlMfaDevices(this);
    }

    @Override
    public SecuritySettings securitySettings() {
        return new SqlSecuritySettings(this);
    }

    @Override
    public Policies policies() {
        return new SqlPolicies(this);
    }

    @Override
    public Attachments attachments() {
        return new SqlAttachments(this);
    }

    @Override
    public Sessions sessions() {
        return new SqlSessions(this);
    }

    @Override
    public AccountImages images() {
        return new SqlAccountImages(this);
    }

    @Override
    public OidcProviders oidcProviders() {
        return new SqlOidcProviders(this);
    }
}
