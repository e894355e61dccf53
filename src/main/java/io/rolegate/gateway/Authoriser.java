package io.rolegate.gateway;

import io.rolegate.api.DiagnosticMessages;
import io.rolegate.api.Permission;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.Verdict;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The stage that decides: every permission that the request needs, against the caller's policies. */
final class Authoriser {
    private static final Decision NOTHING_NEEDED = new Decision.Allow(null);

    private final Permissions permissions;
    private final Decisions decisions;
    private final DiagnosticMessages diagnostics;

    Authoriser(Permissions permissions, Decisions decisions, DiagnosticMessages diagnostics) {
        this.permissions = permissions;
        this.decisions = decisions;
        this.diagnostics = diagnostics;
    }

    Future<Authorised> authorise(Authenticated authenticated) {
        return permissions.of(authenticated).map(needed -> {
            authenticated.exchange().needs(needed);
            if (Permissions.areOfAnotherAccount(authenticated)) {
                Decision foreign = new Decision.ImplicitDeny(PolicyKind.IDENTITY, Decision.Cause.OTHER_ACCOUNT);
                throw denied(authenticated, needed.get(0), new Explanation(foreign, List.of(), Map.of()));
            }
            return decide(authenticated, needed);
        });
    }

    /** Decides again, for a caller whose policies have changed since. */
    Authorised again(Authorised authorised, Caller newer) {
        return decide(authorised.authenticated().withCaller(newer), authorised.granted());
    }

    private Authorised decide(Authenticated authenticated, List<Permission> needed) {
        Decision last = NOTHING_NEEDED;
        for (Permission permission : needed) {
            last = decisions.decide(authenticated, permission);
            if (last.verdict() != Verdict.ALLOW) {
                throw denied(authenticated, permission, decisions.explain(last, authenticated, permission));
            }
        }
        Authorised authorised = new Authorised(authenticated, needed, last);
        authenticated.exchange().reached(authorised);
        return authorised;
    }

    private Refusal denied(Authenticated authenticated, Permission permission, Explanation explanation) {
        return Refusal.denied(
                Denial.of(authenticated.caller().principal(), permission, explanation, diagnostics),
                authenticated.exchange().errorFormat());
    }
}
