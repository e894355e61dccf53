package io.rolegate.gateway;

import io.rolegate.api.Permission;
import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.DraftDecision;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.metrics.Trial;
import io.rolegate.policy.Decision;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides requests once more, with each draft of the caller's policies in the place of its policy: after they were answered, so that
 * it costs no caller time, and none of it is enforced. Callers without drafts cost a look at an empty list.
 */
final class DraftTrials {
    private static final Logger LOG = LoggerFactory.getLogger(DraftTrials.class);

    private final Decisions decisions;
    private final GatewayMeters meters;

    DraftTrials(Decisions decisions, GatewayMeters meters) {
        this.decisions = decisions;
        this.meters = meters;
    }

    /** The drafts that would have decided otherwise; none where no policy decided. Counts them all. */
    List<DraftDecision> differing(Exchange exchange, @Nullable Refusal refusal) {
        Authenticated authenticated = authenticated(exchange);
        if (authenticated == null || authenticated.caller().policies().drafts().isEmpty()) {
            return List.of();
        }
        boolean denied = refusal != null && refusal.denial() != null;
        if ((!denied && exchange.authorised() == null) || Permissions.areOfAnotherAccount(authenticated)) {
            return List.of();
        }
        List<DraftDecision> differing = new ArrayList<>();
        for (PolicyRef draft : authenticated.caller().policies().drafts()) {
            Verdict tried = tried(draft, authenticated);
            Trial trial = trial(tried, denied);
            meters.draftDecided(label(authenticated, draft), trial);
            if (tried != null && trial != Trial.SAME) {
                differing.add(new DraftDecision(draft.name(), draft.version(), audited(tried)));
            }
        }
        return differing;
    }

    /** With the caller's policies that were decided by last. */
    private static @Nullable Authenticated authenticated(Exchange exchange) {
        Authorised authorised = exchange.authorised();
        return authorised == null ? exchange.authenticated() : authorised.authenticated();
    }

    /** Null where it fails: whatever a draft does, the request's record is made. */
    private @Nullable Verdict tried(PolicyRef draft, Authenticated authenticated) {
        try {
            for (Permission permission : authenticated.exchange().needed()) {
                Decision decision = decisions.tryOut(draft, authenticated, permission);
                if (decision.verdict() != Verdict.ALLOW) {
                    return decision.verdict();
                }
            }
            return Verdict.ALLOW;
        } catch (RuntimeException defect) {
            LOG.error("The draft {} of policy {} can't be tried out", draft.version(), draft.name(), defect);
            return null;
        }
    }

    private static Trial trial(@Nullable Verdict tried, boolean denied) {
        if (tried == null) {
            return Trial.FAILED;
        }
        boolean allows = tried == Verdict.ALLOW;
        if (allows != denied) {
            return Trial.SAME;
        }
        return allows ? Trial.WOULD_ALLOW : Trial.WOULD_DENY;
    }

    private static AuditDecision audited(Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> AuditDecision.ALLOW;
            case EXPLICIT_DENY -> AuditDecision.EXPLICIT_DENY;
            case IMPLICIT_DENY -> AuditDecision.IMPLICIT_DENY;
        };
    }

    private static String label(Authenticated authenticated, PolicyRef draft) {
        return authenticated.caller().principal().accountId() + "/" + draft.name() + "/" + draft.version();
    }
}
