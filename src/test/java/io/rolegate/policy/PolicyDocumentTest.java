package io.rolegate.policy;

import static io.rolegate.policy.Policies.AMY;
import static io.rolegate.policy.Policies.BOB;
import static io.rolegate.policy.Policies.OWNER;
import static io.rolegate.policy.Policies.SESSION;
import static io.rolegate.policy.Policies.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':%s}";

    @Property
    void textRoundTrips(@ForAll @AlphaChars @StringLength(max = 100) String sid) throws PolicySyntaxException {
        String json = " " + document("{'Effect':'Allow','Action':'*','Resource':'*','Sid':'" + sid + "'}") + "\n";

        assertThat(PolicyDocument.parse(json, PolicyKind.IDENTITY).json()).isEqualTo(json);
    }

    @Test
    void refusalNamesEveryFinding() {
        assertThatExceptionOfType(PolicySyntaxException.class)
                .isThrownBy(() -> PolicyDocument.parse("{\"Version\":\"2\"}", PolicyKind.IDENTITY))
                .satisfies(refusal ->
                        assertThat(refusal.findings()).extracting(Finding::path).containsExactly("$.Version", "$"));
    }

    @Test
    void trustNamesPrincipalsWhateverTheConditions() {
        PolicyDocument trust = trust(
                "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'RAM':'acs:ram::2002000000000002:root'},"
                        + "'Condition':{'StringEquals':{'sts:ExternalId':'x'}}}");

        assertThat(trust.names(BOB)).isTrue();
        assertThat(trust.names(AMY)).isFalse();
    }

    @Test
    void trustNamesNobodyByOtherStatements() {
        assertThat(trust("{'Effect':'Deny','Action':'sts:AssumeRole','Principal':'*'}")
                        .names(BOB))
                .isFalse();
        assertThat(trust("{'Effect':'Allow','Action':'sts:Get*','Principal':'*'}")
                        .names(BOB))
                .isFalse();
        assertThat(trust(ALLOW.formatted("'*','Resource':'*'")).names(BOB)).isFalse();
        assertThat(trust(ALLOW.formatted("'*'")).names(OWNER)).isFalse();
        assertThat(Policies.policy(PolicyKind.IDENTITY, "own", "{'Effect':'Allow','Action':'*','Resource':'*'}")
                        .document()
                        .names(BOB))
                .isFalse();
    }

    @Test
    void sessionsAreKnownInEverySpellingOfTheirArn() {
        PolicyDocument trust = trust(ALLOW.formatted("{'RAM':'acs:ram::1001000000000001:role/Partner'}"));

        for (String arn : List.of(
                SESSION.arn(),
                "acs:ram::1001000000000001:assumed-role/partner/job1",
                "acs:ram::1001000000000001:role/PARTNER/job1")) {
            assertThat(trust.names(new PolicyPrincipal(SESSION.type(), arn, SESSION.accountId())))
                    .as(arn)
                    .isTrue();
        }
    }

    @Test
    void layersTakeOnlyDocumentsOfTheirKind() {
        AttachedPolicy trust = new AttachedPolicy(new PolicyRef("t", "Trust", "v1", ""), trust("{}"));

        assertThatIllegalArgumentException().isThrownBy(() -> PolicySet.ofIdentity(List.of(trust)));
    }

    @Test
    void systemPoliciesAreSound() throws PolicySyntaxException {
        for (SystemPolicies.SystemPolicy policy : SystemPolicies.all()) {
            PolicyDocument document = PolicyDocument.parse(policy.document(), PolicyKind.IDENTITY);

            assertThat(document.isMalformed()).isFalse();
            assertThat(SystemPolicies.find(policy.name())).contains(policy);
        }
        assertThat(SystemPolicies.all()).hasSize(9);
        assertThat(SystemPolicies.find("Nobody")).isEmpty();
    }

    private static PolicyDocument trust(String statement) {
        return PolicyDocument.parseFailingClosed(document(statement), PolicyKind.TRUST);
    }
}
