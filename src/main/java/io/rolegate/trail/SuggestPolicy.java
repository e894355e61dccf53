package io.rolegate.trail;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditEvent;
import io.rolegate.identity.Directory;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.Page;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.GrantedActions;
import io.rolegate.policy.LeastPolicy;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicySet;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * SuggestPolicy: the smallest policy that would have allowed what a user, or a role's sessions, of the caller's account were allowed
 * to do by the records of this node's audit log, and what is granted to it but was not used.
 */
public final class SuggestPolicy implements Operation {
    private static final String PRINCIPAL_ARN = "PrincipalArn";
    private static final int PAGE = 1_000;
    private static final long PAGE_BYTES = 4L << 20;
    private static final int MOST_PAGES = 64;

    private final IdentityStore store;
    private final Directory directory;
    private final NodeLog log;
    private final Set<String> knownActions;

    /**
     * @param knownActions the actions that there are, as far as one knows
     */
    public SuggestPolicy(IdentityStore store, Directory directory, NodeLog log, Set<String> knownActions) {
        this.store = store;
        this.directory = directory;
        this.log = log;
        this.knownActions = Set.copyOf(knownActions);
    }

    /** A user or role with what binds it. */
    private record Bound(String arn, PolicySet policies) {}

    @Override
    public String name() {
        return "SuggestPolicy";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        LookupEvents.time(call.parameters(), "StartTime");
        return find(call)
                .thenApply(found ->
                        found.map(Bound::arn).orElseGet(() -> call.parameters().require(PRINCIPAL_ARN)))
                .thenApply(arn -> List.of(Permission.of("ram:" + name(), arn)));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        Path current = log.current();
        Instant since = LookupEvents.time(call.parameters(), "StartTime");
        return find(call).thenCompose(found -> {
            Bound bound = found.orElseThrow(() -> new ApiException(
                    ErrorCode.ENTITY_NOT_EXIST, call.parameters().require(PRINCIPAL_ARN) + " does not exist."));
            return log.read(() -> read(current, call.accountId(), bound.arn(), since))
                    .thenApply(used -> answer(bound, used));
        });
    }

    private CompletionStage<Optional<Bound>> find(Invocation call) {
        String account = call.accountId();
        String arn = call.parameters().require(PRINCIPAL_ARN);
        String user = RamUser.arn(account, "");
        String role = Role.arn(account, "");
        if (arn.startsWith(role)) {
            return directory
                    .roleNamed(account, arn.substring(role.length()))
                    .thenApply(
                            found -> found.map(entry -> new Bound(entry.role().arn(), entry.policies())));
        }
        if (!arn.startsWith(user)) {
            throw Parameters.invalid(PRINCIPAL_ARN, "must be " + user + "<name> or " + role + "<name>");
        }
        return store.read(transaction -> transaction.users().find(account, arn.substring(user.length())))
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : directory
                                .user(account, found.get().id())
                                .thenApply(entry -> entry.map(
                                        known -> new Bound(known.user().arn(), known.policies()))));
    }

    /** What was found, and whether older records were left unread. */
    private record Used(UsedPermissions permissions, boolean isTruncated) {}

    private static Used read(Path current, String account, String arn, @Nullable Instant since) throws IOException {
        EventFilter filter = EventFilter.builder()
                .equal("accountId", account)
                .equal("decision", AuditDecision.ALLOW.label())
                .since(since)
                .build();
        UsedPermissions used = UsedPermissions.of(arn);
        String marker = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<AuditEvent> events = page(new EventSearch(filter, account, PAGE, PAGE_BYTES), current, marker);
            events.items().forEach(used::add);
            marker = events.nextMarker();
            if (marker == null) {
                return new Used(used, false);
            }
        }
        return new Used(used, true);
    }

    /** Files that are dropped meanwhile held nothing newer than what was read. */
    private static Page<AuditEvent> page(EventSearch search, Path current, @Nullable String marker) throws IOException {
        try {
            return search.run(current, marker);
        } catch (NoSuchFileException gone) {
            return new Page<>(List.of(), null);
        }
    }

    private Answer answer(Bound bound, Used used) {
        UsedPermissions permissions = used.permissions();
        LeastPolicy least = permissions.policy(Integer.MAX_VALUE);
        GrantedActions granted = new GrantedActions(bound.policies().of(PolicyKind.IDENTITY).stream()
                .map(AttachedPolicy::document)
                .toList());
        Fields fields = new Fields()
                .put("PrincipalArn", bound.arn())
                .put("AllowedRequests", permissions.requests())
                .put("IsTruncated", used.isTruncated());
        if (!least.isEmpty()) {
            fields.put("PolicyDocument", least.json());
        }
        return fields.texts("Generalised", "Resource", least.generalised())
                .texts("UnusedActions", "Action", List.copyOf(granted.unused(permissions.actions(), knownActions)))
                .toAnswer();
    }
}
