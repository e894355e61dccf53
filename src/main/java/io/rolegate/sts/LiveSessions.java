package io.rolegate.sts;

import io.rolegate.api.Fields;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.Page;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Role;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionMarker;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.SessionSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists sessions of the register that are alive, by the same check as requests with them. */
final class LiveSessions {
    /** A call looks at no more entries than this, and says that there may be more. */
    private static final int MOST_ENTRIES = 4000;

    private static final int ENTRIES_AT_ONCE = 200;

    private final IdentityStore store;
    private final SessionLiveness liveness;

    LiveSessions(IdentityStore store, SessionLiveness liveness) {
        this.store = store;
        this.liveness = liveness;
    }

    /** The page that a call asks for; {@code InvalidParameter.Marker} or {@code .MaxItems}. */
    static Page.Request request(Parameters parameters) {
        Page.Request request = Paging.request(parameters);
        if (request.marker() != null && SessionMarker.parse(request.marker()).isEmpty()) {
            throw Parameters.invalid("Marker", "must be the Marker of the previous answer");
        }
        return request;
    }

    /**
     * A page of living sessions, as fields of an answer.
     *
     * @param target narrows what is looked at
     * @param wanted decides what is listed
     */
    Future<Fields> page(
            SessionTarget target, Predicate<Principal.RoleSession> wanted, Instant now, Page.Request request) {
        return new Search(target, wanted, now, request.maxItems())
                .from(request.marker())
                .map(page -> new Fields().page("Sessions", "Session", page, LiveSessions::describe));
    }

    private record Found(SessionRecord entry, Principal.RoleSession session, RoleEntry role) {}

    private final class Search {
        private final SessionTarget target;
        private final Predicate<Principal.RoleSession> wanted;
        private final Instant now;
        private final int maxItems;
        private final List<Found> found = new ArrayList<>();
        private int seen;

        Search(SessionTarget target, Predicate<Principal.RoleSession> wanted, Instant now, int maxItems) {
            this.target = target;
            this.wanted = wanted;
            this.now = now;
            this.maxItems = maxItems;
        }

        Future<Page<Found>> from(@Nullable String marker) {
            Page.Request entries = new Page.Request(marker, ENTRIES_AT_ONCE);
            return Future.fromCompletionStage(store.read(transaction ->
                            transaction.sessions().list(target.accountId(), target.subjects(), now, entries)))
                    .compose(page -> judged(page.items()).compose(judged -> take(page, judged)));
        }

        private Future<List<Future<Optional<Found>>>> judged(List<SessionRecord> entries) {
            List<Future<Optional<Found>>> judging =
                    entries.stream().map(this::judge).toList();
            return Future.all(judging).map(done -> judging);
        }

        private Future<Optional<Found>> judge(SessionRecord entry) {
            Principal.RoleSession session = RoleClaims.read(entry.claims());
            return wanted.test(session)
                    ? Future.fromCompletionStage(liveness.check(session))
                            .map(result -> result instanceof Liveness.Alive alive
                                    ? Optional.of(new Found(entry, session, alive.role()))
                                    : Optional.empty())
                    : Future.succeededFuture(Optional.empty());
        }

        private Future<Page<Found>> take(Page<SessionRecord> page, List<Future<Optional<Found>>> judged) {
            for (int i = 0; i < judged.size(); i++) {
                judged.get(i).result().ifPresent(found::add);
                boolean last = i == judged.size() - 1 && page.nextMarker() == null;
                if (found.size() == maxItems && !last) {
                    return ending(SessionMarker.behind(page.items().get(i)).text());
                }
            }
            seen += judged.size();
            return page.nextMarker() == null || seen >= MOST_ENTRIES
                    ? ending(page.nextMarker())
                    : from(page.nextMarker());
        }

        private Future<Page<Found>> ending(@Nullable String nextMarker) {
            return Future.succeededFuture(new Page<>(found, nextMarker));
        }
    }

    private static Fields describe(Found found) {
        SessionGrant grant = found.session().grant();
        SessionSource source = grant.source();
        Role role = found.role().role();
        Fields fields = new Fields()
                .put("SessionId", grant.accessKeyId())
                .put("SessionName", found.session().role().sessionName())
                .put("RoleName", role.name())
                .put("RoleArn", role.arn())
                .put("SourcePrincipalArn", source.arn())
                .put("PartnerAccountId", source.accountId())
                .texts(
                        "ParentRoles",
                        "RoleArn",
                        grant.parents().stream()
                                .map(parent -> Role.arn(
                                        parent.role().accountId(), parent.role().roleName()))
                                .toList())
                .put("IssueDate", grant.issuedAt())
                .put("ExpirationDate", grant.expiresAt());
        if (source instanceof SessionSource.Federated federated) {
            fields.put("Subject", federated.subject());
        }
        if (grant.sourceIdentity() != null) {
            fields.put("SourceIdentity", grant.sourceIdentity());
        }
        Instant lastUsed = found.entry().lastUsedAt();
        return lastUsed == null ? fields : fields.put("LastUsedDate", lastUsed);
    }
}
