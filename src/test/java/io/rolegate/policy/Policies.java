package io.rolegate.policy;

import io.rolegate.policy.reference.GeneratedCases;
import io.rolegate.policy.reference.ReferenceEvaluator;
import java.util.List;
import java.util.stream.Stream;

/** Policies and principals that tests share. */
final class Policies {
    static final String ACCOUNT_A = "1001000000000001";
    static final String ACCOUNT_B = "2002000000000002";
    static final String QUEUE = "acs:mns:cn-hangzhou:" + ACCOUNT_A + ":/queues/orders/messages";
    static final PolicyPrincipal AMY =
            new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, "acs:ram::" + ACCOUNT_A + ":user/amy", ACCOUNT_A);
    static final PolicyPrincipal BOB =
            new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, "acs:ram::" + ACCOUNT_B + ":user/bob", ACCOUNT_B);
    static final PolicyPrincipal SESSION = new PolicyPrincipal(
            PolicyPrincipal.Type.ASSUMED_ROLE_USER, "acs:sts::" + ACCOUNT_A + ":assumed-role/partner/job1", ACCOUNT_A);
    static final PolicyPrincipal OWNER =
            new PolicyPrincipal(PolicyPrincipal.Type.ACCOUNT, "acs:ram::" + ACCOUNT_A + ":root", ACCOUNT_A);

    private Policies() {}

    /** A document of statements written with single quotes. */
    static String document(String... statements) {
        return "{\"Version\":\"1\",\"Statement\":["
                + String.join(",", statements).replace('\'', '"') + "]}";
    }

    static AttachedPolicy policy(PolicyKind kind, String name, String... statements) {
        return new AttachedPolicy(
                new PolicyRef(name, "Custom", "v1", "test"),
                PolicyDocument.parseFailingClosed(document(statements), kind));
    }

    static PolicySet identity(String... statements) {
        return PolicySet.ofIdentity(List.of(policy(PolicyKind.IDENTITY, "own", statements)));
    }

    static List<AttachedPolicy> each(PolicyKind kind, List<String> documents) {
        return Stream.iterate(0, index -> index + 1)
                .limit(documents.size())
                .map(index -> new AttachedPolicy(
                        new PolicyRef("policy-" + index, "Custom", "v1", "test"),
                        PolicyDocument.parseFailingClosed(documents.get(index), kind)))
                .toList();
    }

    /** The layers that generated documents make. */
    static PolicySet set(List<ReferenceEvaluator.Document> documents) {
        PolicySet set = PolicySet.empty();
        for (PolicyKind kind : PolicyKind.values()) {
            set = set.with(
                    kind,
                    each(
                            kind,
                            documents.stream()
                                    .filter(document -> document.type().equals(kind.wireName()))
                                    .map(ReferenceEvaluator.Document::json)
                                    .toList()));
        }
        return set;
    }

    static PolicyPrincipal principal(GeneratedCases.Ask ask) {
        ReferenceEvaluator.Principal asking = ask.principal();
        return new PolicyPrincipal(
                PolicyPrincipal.Type.ofWireName(asking.type()).orElseThrow(), asking.arn(), asking.accountId());
    }
}
