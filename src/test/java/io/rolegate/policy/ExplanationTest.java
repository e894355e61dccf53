package io.rolegate.policy;

import static io.rolegate.policy.Policies.AMY;
import static io.rolegate.policy.Policies.BOB;
import static io.rolegate.policy.Policies.QUEUE;
import static io.rolegate.policy.Policies.identity;
import static io.rolegate.policy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final String SEND = "mns:SendMessage";
    private static final ConditionContext CONTEXT =
            ConditionContext.of(Map.of("acs:SourceIp", List.of("203.0.113.9"), "acs:SecureTransport", List.of("true")));

    private final PolicyEngine engine = new StatementEngine();

    private Explanation explain(PolicySet policies) {
        return explain(policies, AMY, SEND, QUEUE);
    }

    private Explanation explain(PolicySet policies, PolicyPrincipal principal, String action, String resource) {
        Decision decision =
                engine.prepare(policies, principal, action, resource).decide(CONTEXT);
        return engine.explain(decision, policies, principal, action, resource, CONTEXT);
    }

    @Test
    void unmetConditionsAreNamedWithBothValues() {
        Explanation explanation = explain(identity("{'Effect':'Allow','Action':'mns:*','Resource':'*','Sid':'office',"
                + "'Condition':{'IpAddress':{'acs:SourceIP':['192.0.2.0/24','198.51.100.0/24']},"
                + "'Bool':{'acs:SecureTransport':'true'},'StringEquals':{'acs:SourceVpc':'vpc-1'}}}"));

        assertThat(explanation.nearMisses()).singleElement().satisfies(miss -> {
            assertThat(miss.statement().label()).isEqualTo("office");
            assertThat(miss.obstacle())
                    .isEqualTo(new Obstacle.Conditions(List.of(
                            new Obstacle.Unmet(
                                    "IpAddress",
                                    "acs:SourceIP",
                                    List.of("192.0.2.0/24", "198.51.100.0/24"),
                                    List.of("203.0.113.9")),
                            new Obstacle.Unmet("StringEquals", "acs:SourceVpc", List.of("vpc-1"), List.of()))));
        });
        assertThat(explanation.conditions())
                .containsOnly(Map.entry("acs:SourceIP", List.of("203.0.113.9")), Map.entry("acs:SourceVpc", List.of()));
    }

    @Test
    void resourcePatternsThatDoNotMatchAreNamedBehindConditions() {
        Explanation explanation = explain(identity(
                "{'Effect':'Allow','Action':'mns:Send*','Resource':['acs:mns:*:*:/queues/billing/*','acs:cs:*']}",
                "{'Effect':'Allow','Action':'*','NotResource':'acs:mns:*'}",
                "{'Effect':'Allow','Action':'cs:*','Resource':'*'}",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'acs:SecureTransport':'false'}}}"));

        assertThat(explanation.nearMisses())
                .extracting(miss -> miss.statement().label())
                .containsExactly("3", "0", "1");
        assertThat(explanation.nearMisses().get(1).obstacle())
                .isEqualTo(new Obstacle.Resource("Resource", List.of("acs:mns:*:*:/queues/billing/*", "acs:cs:*")));
        assertThat(explanation.nearMisses().get(2).obstacle())
                .isEqualTo(new Obstacle.Resource("NotResource", List.of("acs:mns:*")));
    }

    @Test
    void trustedPrincipalsAreNamedWhereTheCallerIsNone() {
        PolicySet policies = identity("{'Effect':'Allow','Action':'sts:*','Resource':'*'}")
                .withTrust(
                        policy(
                                PolicyKind.TRUST,
                                "trust",
                                "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'RAM':'acs:ram::3:root','Service':'x.y'}}"));

        Explanation explanation = explain(policies, BOB, "sts:AssumeRole", "acs:ram::1001000000000001:role/partner");

        assertThat(explanation.decision())
                .isEqualTo(new Decision.ImplicitDeny(PolicyKind.TRUST, Decision.Cause.NO_ALLOW));
        assertThat(explanation.nearMisses())
                .extracting(NearMiss::obstacle)
                .containsExactly(new Obstacle.Principal(List.of("acs:ram::3:root", "x.y")));
    }

    @Test
    void decidingStatementTellsItsConditions() {
        Explanation explanation = explain(
                identity(
                        "{'Effect':'Allow','Action':'*','Resource':'*'}",
                        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'NotIpAddress':{'acs:SourceIp':'10.0.0.0/8'}}}"));

        assertThat(explanation.decision().verdict()).isEqualTo(Verdict.EXPLICIT_DENY);
        assertThat(explanation.nearMisses()).isEmpty();
        assertThat(explanation.conditions()).containsExactly(Map.entry("acs:SourceIp", List.of("203.0.113.9")));
    }

    @Test
    void onlyTheNearestMissesAreTold() {
        String[] statements = new String[30];
        Arrays.fill(statements, "{'Effect':'Allow','Action':'*','Resource':'acs:cs:*'}");

        assertThat(explain(identity(statements)).nearMisses()).hasSize(Explanation.MOST_NEAR_MISSES);
    }
}
