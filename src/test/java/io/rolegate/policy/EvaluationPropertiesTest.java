package io.rolegate.policy;

import static io.rolegate.policy.Policies.QUEUE;
import static io.rolegate.policy.Policies.document;
import static io.rolegate.policy.Policies.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random policies from a small vocabulary, so that statements often meet. */
class EvaluationPropertiesTest {
    private static final String ROLE = "acs:ram::1001000000000001:role/partner";

    private final PolicyEngine engine = new StatementEngine();

    record Layers(Map<PolicyKind, List<String>> documents) {
        PolicySet toSet() {
            PolicySet set = PolicySet.empty();
            for (Map.Entry<PolicyKind, List<String>> layer : documents.entrySet()) {
                set = set.with(layer.getKey(), each(layer.getKey(), layer.getValue()));
            }
            return set;
        }

        Layers plus(PolicyKind kind, String document) {
            Map<PolicyKind, List<String>> copy = new EnumMap<>(documents);
            copy.computeIfPresent(kind, (key, list) -> {
                List<String> longer = new ArrayList<>(list);
                longer.add(document);
                return longer;
            });
            copy.putIfAbsent(kind, List.of(document));
            return new Layers(copy);
        }
    }

    record Request(PolicyPrincipal principal, String action, String resource) {}

    @Property
    void preparedForOneContextItServesTheOthers(
            @ForAll("layers") Layers layers,
            @ForAll("requests") Request request,
            @ForAll("contexts") ConditionContext first,
            @ForAll("contexts") ConditionContext second) {
        Evaluation prepared = prepare(layers, request);
        Decision before = prepared.decide(first);

        assertThat(prepared.decide(second)).isEqualTo(prepare(layers, request).decide(second));
        assertThat(prepared.decide(first)).isEqualTo(before);
        if (!prepared.dependsOnContext()) {
            assertThat(prepared.decide(second)).isEqualTo(before);
        }
    }

    @Property
    void agreesWithTheRulesReadLiterally(
            @ForAll("layers") Layers layers,
            @ForAll("requests") Request request,
            @ForAll("contexts") ConditionContext context) {
        assertThat(prepare(layers, request).decide(context).verdict())
                .isEqualTo(LiteralRules.verdict(
                        layers.toSet(), request.principal(), request.action(), request.resource(), context));
    }

    @Property
    void anAddedDenyNeverAllowsMore(
            @ForAll("layers") Layers layers,
            @ForAll("requests") Request request,
            @ForAll("contexts") ConditionContext context,
            @ForAll PolicyKind kind,
            @ForAll("conditions") String condition) {
        String subject = kind == PolicyKind.TRUST ? "'Principal':'*'" : "'Resource':'*'";
        String denial = document("{'Effect':'Deny','Action':'*'," + subject + condition + "}");

        boolean before = prepare(layers, request).decide(context).verdict() == Verdict.ALLOW;
        boolean after =
                prepare(layers.plus(kind, denial), request).decide(context).verdict() == Verdict.ALLOW;

        assertThat(after && !before).isFalse();
    }

    @Property
    void anAddedMalformedDocumentNeverAllowsMore(
            @ForAll("layers") Layers layers,
            @ForAll("requests") Request request,
            @ForAll("contexts") ConditionContext context,
            @ForAll PolicyKind kind) {
        boolean before = prepare(layers, request).decide(context).verdict() == Verdict.ALLOW;
        boolean after = prepare(layers.plus(kind, "{"), request).decide(context).verdict() == Verdict.ALLOW;

        assertThat(after && !before).isFalse();
    }

    private Evaluation prepare(Layers layers, Request request) {
        return engine.prepare(layers.toSet(), request.principal(), request.action(), request.resource());
    }

    @Provide
    Arbitrary<Layers> layers() {
        Arbitrary<List<String>> identity = documents("'Resource':");
        Arbitrary<List<String>> trust = trustDocuments();
        return Combinators.combine(identity, identity, identity, trust).as((own, session, control, trusted) -> {
            Map<PolicyKind, List<String>> documents = new EnumMap<>(PolicyKind.class);
            documents.put(PolicyKind.IDENTITY, own);
            documents.put(PolicyKind.SESSION, session);
            documents.put(PolicyKind.CONTROL, control);
            documents.put(PolicyKind.TRUST, trusted);
            return new Layers(documents);
        });
    }

    private Arbitrary<List<String>> documents(String key) {
        Arbitrary<String> statement = Combinators.combine(effects(), actions(), resources(), conditions())
                .as((effect, action, resource, condition) -> "{'Effect':'" + effect + "','Action':'" + action + "',"
                        + key + "'" + resource + "'" + condition + "}");
        return documentsOf(statement);
    }

    private Arbitrary<List<String>> trustDocuments() {
        Arbitrary<String> named = Arbitraries.of(
                "'*'",
                "{'RAM':'acs:ram::1001000000000001:root'}",
                "{'RAM':'acs:ram::2002000000000002:user/bob'}",
                "{'RAM':'acs:ram::1001000000000001:role/Partner'}",
                "{'Service':'ecs.aliyuncs.com'}",
                "{'Resource':'broken'}");
        Arbitrary<String> statement = Combinators.combine(effects(), named, conditions())
                .as((effect, principal, condition) -> "{'Effect':'" + effect
                        + "','Action':'sts:AssumeRole','Principal':" + principal + condition + "}");
        return documentsOf(statement);
    }

    private static Arbitrary<List<String>> documentsOf(Arbitrary<String> statement) {
        return statement
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(statements -> document(statements.toArray(String[]::new)))
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<String> effects() {
        return Arbitraries.of("Allow", "Allow", "Allow", "Deny");
    }

    private static Arbitrary<String> actions() {
        return Arbitraries.of("*", "*", "mns:*", "mns:Send*", "STS:*", "sts:AssumeRole", "cs:*", "malformed");
    }

    private static Arbitrary<String> resources() {
        return Arbitraries.of("*", "*", "acs:mns:*", QUEUE, ROLE, "acs:ram:*:*:role/*");
    }

    @Provide
    Arbitrary<String> conditions() {
        return Arbitraries.of(
                "",
                "",
                ",'Condition':{}",
                ",'Condition':{'Bool':{'acs:SecureTransport':'true'}}",
                ",'Condition':{'StringNotEquals':{'acs:k':['a','b']}}",
                ",'Condition':{'ForAllValues:StringLike':{'acs:K':'a*'},'Null':{'acs:k':'false'}}");
    }

    @Provide
    Arbitrary<Request> requests() {
        Arbitrary<PolicyPrincipal> principals = Arbitraries.of(
                Policies.AMY,
                Policies.BOB,
                Policies.SESSION,
                Policies.OWNER,
                new PolicyPrincipal(PolicyPrincipal.Type.SERVICE, "ecs.aliyuncs.com", Policies.ACCOUNT_A));
        Arbitrary<String> actions =
                Arbitraries.of("mns:SendMessage", "cs:GetClusters", "sts:AssumeRole", "sts:GetCallerIdentity");
        return Combinators.combine(principals, actions, Arbitraries.of(QUEUE, ROLE, "*"))
                .as(Request::new);
    }

    @Provide
    Arbitrary<ConditionContext> contexts() {
        Arbitrary<List<String>> values = Arbitraries.of("a", "ab", "c").list().ofMaxSize(2);
        return Combinators.combine(Arbitraries.of("true", "false", "x"), values)
                .as((secure, list) ->
                        ConditionContext.of(Map.of("acs:SecureTransport", List.of(secure), "acs:K", list)));
    }
}
