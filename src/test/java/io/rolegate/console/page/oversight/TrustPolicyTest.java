package io.rolegate.console.page.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
    private static final String PARTNER = "1111111111111111";
    private static final String OTHER = "2222222222222222";
    private static final String PROVIDER = "acs:ram::3333333333333333:oidc-provider/ci";

    private static TrustPolicy policy(String... statements) {
        return new TrustPolicy("{\"Version\":\"1\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    private static String allow(String principal) {
        return "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":" + principal + "}";
    }

    private static String allow(String principal, String condition) {
        return allow(principal).replaceFirst("}$", ",\"Condition\":" + condition + "}");
    }

    private static String ram(String... names) {
        return "{\"RAM\":[\"" + String.join("\",\"", names) + "\"]}";
    }

    private static String root(String account) {
        return "acs:ram::" + account + ":root";
    }

    private static List<String> ids(TrustPolicy policy) {
        return policy.parties().stream().map(TrustedParty::id).toList();
    }

    @Test
    void partyIsAnAccountWithAllThatIsNamedOfIt() {
        TrustPolicy policy = policy(
                allow(ram(root(PARTNER), root(OTHER))), allow("{\"RAM\":\"acs:ram::" + PARTNER + ":user/alice\"}"));

        assertThat(ids(policy)).containsExactly(PARTNER, OTHER);
        assertThat(policy.party(PARTNER).orElseThrow().principals())
                .containsExactly(root(PARTNER), "acs:ram::" + PARTNER + ":user/alice");
    }

    @Test
    void providersServicesAndEverybodyArePartiesToo() {
        TrustPolicy policy = policy(
                allow("{\"Federated\":[\"" + PROVIDER + "\"],\"Service\":\"ecs.aliyuncs.com\"}"), allow("\"*\""));

        assertThat(policy.parties())
                .extracting(TrustedParty::kind)
                .containsExactly(TrustedParty.Kind.PROVIDER, TrustedParty.Kind.SERVICE, TrustedParty.Kind.EVERYBODY);
    }

    @Test
    void conditionalOnlyWhereEachStatementAsksForMore() {
        String external = "{\"StringEquals\":{\"sts:ExternalId\":\"x\"}}";

        assertThat(policy(allow(ram(root(PARTNER)), external)).parties())
                .extracting(TrustedParty::conditional)
                .containsExactly(true);
        assertThat(policy(allow(ram(root(PARTNER)), external), allow(ram("acs:ram::" + PARTNER + ":user/bob")))
                        .parties())
                .extracting(TrustedParty::conditional)
                .containsExactly(false);
    }

    @Test
    void deniedAreNotTrusted() {
        assertThat(ids(policy(allow(ram(root(PARTNER))).replace("Allow", "Deny"))))
                .isEmpty();
    }

    @Test
    void withoutAPartyTheOthersAndTheDenialsStay() throws Exception {
        String denial = allow(ram("acs:ram::" + OTHER + ":user/eve")).replace("Allow", "Deny");
        TrustPolicy policy =
                policy(allow(ram(root(PARTNER), root(OTHER))), allow(ram("acs:ram::" + PARTNER + ":role/x")), denial);
        TrustPolicy rest = policy.without(policy.party(PARTNER).orElseThrow());

        assertThat(ids(rest)).containsExactly(OTHER);
        assertThat(rest.text()).contains("user/eve").doesNotContain(PARTNER);
        assertThat(PolicyDocument.parse(rest.text(), PolicyKind.TRUST)).isNotNull();
    }

    @Test
    void withoutTheOnlyPartyNobodyIsTrusted() throws Exception {
        TrustPolicy policy = policy(allow(ram(root(PARTNER))));
        TrustPolicy rest = policy.without(policy.party(PARTNER).orElseThrow());

        assertThat(rest.parties()).isEmpty();
        assertThat(PolicyDocument.parse(rest.text(), PolicyKind.TRUST)).isNotNull();
    }

    @Test
    void everybodyIsTakenOutAndThoseNamedBesideStay() {
        TrustPolicy policy = policy(allow("\"*\""), allow(ram("*", root(PARTNER))));

        assertThat(ids(policy.without(policy.party("*").orElseThrow()))).containsExactly(PARTNER);
    }

    @Test
    void sessionsOfTheRoleEndWhereNobodyElseHasAny() {
        TrustPolicy alone = policy(allow(ram(root(PARTNER))));
        TrustPolicy shared =
                policy(allow(ram(root(PARTNER), root(OTHER))), allow("{\"Federated\":\"" + PROVIDER + "\"}"));

        assertThat(SessionFilter.of("r", alone, alone.parties().get(0))).isEqualTo(new SessionFilter("r", "", ""));
        assertThat(SessionFilter.of("r", shared, shared.party(PARTNER).orElseThrow()))
                .isEqualTo(new SessionFilter("", PARTNER, ""));
        assertThat(SessionFilter.of("r", shared, shared.party(PROVIDER).orElseThrow()))
                .isEqualTo(new SessionFilter("", "", PROVIDER));
    }

    @Test
    void filterMakesTheAddressAndTheParametersOfACall() {
        SessionFilter filter = new SessionFilter("r", PARTNER, "");

        assertThat(filter.query()).isEqualTo("?role=r&partner=" + PARTNER);
        assertThat(filter.parameters()).containsOnlyKeys("RoleName", "PartnerAccountId");
        assertThat(filter.isSingle()).isFalse();
        assertThat(new SessionFilter("", "", "a:b").query()).isEqualTo("?source=a%3Ab");
        assertThat(new SessionFilter("", "", "").query()).isEmpty();
    }
}
