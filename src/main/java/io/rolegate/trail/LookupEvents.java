package io.rolegate.trail;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditEvent;
import io.rolegate.identity.Page;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * LookupEvents: what the audit log of this node says of the caller's account: of calls by its principals, and of calls on its
 * resources; the newest first.
 */
public final class LookupEvents implements Operation {

    private static final String ACTION = "ram:LookupEvents";
    private static final long MAX_BYTES = 32L << 20;

    private final NodeLog log;

    public LookupEvents(NodeLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "LookupEvents";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        request(call.parameters());
        filter(call);
        return CompletableFuture.completedStage(List.of(Permission.of(ACTION, "*")));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        Path current = log.current();
        Page.Request request = request(call.parameters());
        EventSearch search = new EventSearch(filter(call), call.accountId(), request.maxItems(), MAX_BYTES);
        return log.read(() -> search(search, current, request.marker())).thenApply(page -> new Fields()
                .page("Events", "Event", page, event -> EventView.of(event, call.accountId()))
                .toAnswer());
    }

    private static Page<AuditEvent> search(EventSearch search, Path current, @Nullable String marker)
            throws IOException {
        try {
            return search.run(current, marker);
        } catch (NoSuchFileException gone) {
            throw Parameters.invalid("Marker", "names events that are no longer kept");
        }
    }

    private static Page.Request request(Parameters parameters) {
        Page.Request request = Paging.request(parameters);
        if (request.marker() != null && !EventSearch.isMarker(request.marker())) {
            throw Parameters.invalid("Marker", "must be the Marker of the previous answer");
        }
        return request;
    }

    private static EventFilter filter(Invocation call) {
        Parameters parameters = call.parameters();
        return EventFilter.builder()
                .concerning(call.accountId())
                .like("principalArn", text(parameters, "PrincipalArn"))
                .like("sourceIdentity", text(parameters, "SourceIdentity"))
                .like("eventName", text(parameters, "EventName"))
                .like("action", text(parameters, "AuthAction"))
                .like("resource", text(parameters, "AuthResource"))
                .equal(
                        "decision",
                        parameters
                                .choice("Decision", AuditDecision.values(), AuditDecision::label)
                                .map(AuditDecision::label)
                                .orElse(null))
                .equal("requestId", text(parameters, "EventRequestId"))
                .equal("sessionId", text(parameters, "SessionId"))
                .since(time(parameters, "StartTime"))
                .until(time(parameters, "EndTime"))
                .build();
    }

    private static @Nullable String text(Parameters parameters, String name) {
        return parameters.text(name).orElse(null);
    }

    static @Nullable Instant time(Parameters parameters, String name) {
        return parameters
                .text(name)
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException notATime) {
                        throw Parameters.invalid(name, "must be a UTC time such as 2026-11-24T08:00:00Z");
                    }
                })
                .orElse(null);
    }
}
