package io.rolegate.policy;

import static io.rolegate.policy.Policies.AMY;
import static io.rolegate.policy.Policies.BOB;
import static io.rolegate.policy.Policies.OWNER;
import static io.rolegate.policy.Policies.QUEUE;
import static io.rolegate.policy.Policies.SESSION;
import static io.rolegate.policy.Policies.identity;
import static io.rolegate.policy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementEngineTest {
    private static final String SEND = "mns:SendMessage";
    private static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String DENY_SEND = "{'Effect':'Deny','Action':'mns:Send*','Resource':'*','Sid':'no'}";
    private static final String OVER_TLS =
            "{'Effect':'%s','Action':'mns:*','Resource':'*','Condition':{'Bool':{'acs:SecureTransport':'%s'}}}";
    private static final ConditionContext TLS =
            ConditionContext.of(Map.of(ConditionKeys.SECURE_TRANSPORT, List.of("true")));
    private static final ConditionContext PLAIN =
            ConditionContext.of(Map.of(ConditionKeys.SECURE_TRANSPORT, List.of("false")));

    private final PolicyEngine engine = new StatementEngine();

    private Decision decide(PolicySet policies, PolicyPrincipal principal, String action, String resource) {
        return engine.prepare(policies, principal, action, resource).decide(ConditionContext.EMPTY);
    }

    @Test
    void allowNamesTheStatement() {
        PolicySet policies = identity("{'Effect':'Allow','Action':'cs:*','Resource':'*'}", ALLOW_ALL);

        Decision.Allow allow = (Decision.Allow) decide(policies, AMY, SEND, QUEUE);

        assertThat(allow.by()).isEqualTo(new StatementRef(new PolicyRef("own", "Custom", "v1", "test"), 1, null));
    }

    @Test
    void explicitDenyNamesStatementAndLayer() {
        PolicySet policies =
                identity(ALLOW_ALL).withSession(policy(PolicyKind.SESSION, "narrow", ALLOW_ALL, DENY_SEND));

        assertThat(decide(policies, SESSION, SEND, QUEUE))
                .isEqualTo(new Decision.ExplicitDeny(
                        new StatementRef(new PolicyRef("narrow", "Custom", "v1", "test"), 1, "no"),
                        PolicyKind.SESSION));
    }

    @Test
    void implicitDenyNamesTheLayerThatDoesNotAllow() {
        PolicySet assume = identity("{'Effect':'Allow','Action':'sts:*','Resource':'*'}");

        assertThat(decide(PolicySet.empty(), AMY, SEND, QUEUE))
                .isEqualTo(new Decision.ImplicitDeny(PolicyKind.IDENTITY, Decision.Cause.NO_ALLOW));
        assertThat(decide(assume, BOB, "sts:AssumeRole", "acs:ram::1001000000000001:role/partner"))
                .isEqualTo(new Decision.ImplicitDeny(PolicyKind.TRUST, Decision.Cause.NO_ALLOW));
        assertThat(decide(assume.withSession(policy(PolicyKind.SESSION, "s", DENY_SEND)), SESSION, "cs:Get", "*"))
                .isEqualTo(new Decision.ImplicitDeny(PolicyKind.SESSION, Decision.Cause.NO_ALLOW));
    }

    @Test
    void malformedPolicyIsNamed() {
        AttachedPolicy broken = policy(PolicyKind.IDENTITY, "broken", "{}");
        PolicySet policies = PolicySet.ofIdentity(List.of(policy(PolicyKind.IDENTITY, "sound", ALLOW_ALL), broken));

        assertThat(decide(policies, AMY, SEND, QUEUE))
                .isEqualTo(
                        new Decision.ImplicitDeny(PolicyKind.IDENTITY, Decision.Cause.MALFORMED_POLICY, broken.ref()));
    }

    @Test
    void otherAccountAndOwnerAreTold() {
        assertThat(decide(identity(ALLOW_ALL), BOB, SEND, QUEUE))
                .isEqualTo(new Decision.ImplicitDeny(PolicyKind.IDENTITY, Decision.Cause.OTHER_ACCOUNT));
        assertThat(decide(PolicySet.empty(), OWNER, "sts:AssumeRole", "acs:ram::1001000000000001:role/partner"))
                .isEqualTo(new Decision.ImplicitDeny(PolicyKind.IDENTITY, Decision.Cause.OWNER_CANNOT_ASSUME));
    }

    @Test
    void whatNoContextChangesIsFinal() {
        PolicySet denied = identity(OVER_TLS.formatted("Allow", "true"), DENY_SEND);
        PolicySet allowed = identity(OVER_TLS.formatted("Allow", "true"), ALLOW_ALL);
        PolicySet limited = denied.withControl(List.of(policy(PolicyKind.CONTROL, "c", DENY_SEND)));

        assertThat(engine.prepare(denied, AMY, SEND, QUEUE).dependsOnContext()).isFalse();
        assertThat(engine.prepare(allowed, AMY, SEND, QUEUE).dependsOnContext()).isFalse();
        assertThat(engine.prepare(limited, AMY, "mns:PeekMessage", QUEUE).dependsOnContext())
                .isFalse();
        assertThat(engine.prepare(PolicySet.empty(), OWNER, SEND, QUEUE).dependsOnContext())
                .isFalse();
    }

    @Test
    void oneEvaluationServesEveryContext() {
        Evaluation allowed = engine.prepare(identity(OVER_TLS.formatted("Allow", "true")), AMY, SEND, QUEUE);
        Evaluation denied = engine.prepare(identity(ALLOW_ALL, OVER_TLS.formatted("Deny", "false")), AMY, SEND, QUEUE);

        for (Evaluation evaluation : List.of(allowed, denied)) {
            assertThat(evaluation.dependsOnContext()).isTrue();
            assertThat(evaluation.decide(TLS).verdict()).isEqualTo(Verdict.ALLOW);
            assertThat(evaluation.decide(PLAIN).verdict()).isNotEqualTo(Verdict.ALLOW);
            assertThat(evaluation.decide(TLS).verdict()).isEqualTo(Verdict.ALLOW);
        }
    }

    @Test
    void weightGrowsWithWhatIsLeftToDecide() {
        String[] statements = new String[100];
        for (int i = 0; i < statements.length; i++) {
            statements[i] = OVER_TLS.formatted("Allow", "true");
        }

        int one = engine.prepare(identity(statements[0]), AMY, SEND, QUEUE).weight();
        int many = engine.prepare(identity(statements), AMY, SEND, QUEUE).weight();

        assertThat(one).isPositive();
        assertThat(many).isGreaterThan(10 * one);
    }
}
