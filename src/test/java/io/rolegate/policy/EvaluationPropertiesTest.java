package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.policy.reference.GeneratedCases;
import io.rolegate.policy.reference.GeneratedCases.Ask;
import io.rolegate.policy.reference.ReferenceEvaluator.Document;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever the policies say. */
class EvaluationPropertiesTest {
    private static final String EVERYTHING = "'Action':'*','Resource':'*'";

    private final PolicyEngine engine = new StatementEngine();

    @Property
    void preparedForOneContextItServesTheOthers(
            @ForAll("documents") List<Document> documents, @ForAll("asks") Ask ask, @ForAll("asks") Ask other) {
        ConditionContext first = ConditionContext.of(ask.context());
        ConditionContext second = ConditionContext.of(other.context());
        Evaluation prepared = prepare(documents, ask);
        Decision before = prepared.decide(first);

        assertThat(prepared.decide(second)).isEqualTo(prepare(documents, ask).decide(second));
        assertThat(prepared.decide(first)).isEqualTo(before);
        if (!prepared.dependsOnContext()) {
            assertThat(prepared.decide(second)).isEqualTo(before);
        }
    }

    @Property
    void anAddedDenyNeverAllowsMore(
            @ForAll("documents") List<Document> documents,
            @ForAll("asks") Ask ask,
            @ForAll PolicyKind kind,
            @ForAll("conditions") String condition) {
        String subject = kind == PolicyKind.TRUST ? "'Action':'*','Principal':'*'" : EVERYTHING;
        String denial = Policies.document("{'Effect':'Deny'," + subject + condition + "}");

        assertNeverAllowsMore(plus(documents, new Document(kind.wireName(), denial)), documents, ask);
    }

    @Property
    void aRemovedAllowNeverAllowsMore(
            @ForAll("documents") List<Document> documents, @ForAll("asks") Ask ask, @ForAll Random random) {
        List<Document> fewer = new ArrayList<>(documents);
        for (int i = 0; i < fewer.size(); i++) {
            fewer.set(i, withoutAnAllow(fewer.get(i), random));
        }

        assertNeverAllowsMore(fewer, documents, ask);
    }

    @Property
    void anAddedMalformedDocumentNeverAllowsMore(
            @ForAll("documents") List<Document> documents, @ForAll("asks") Ask ask, @ForAll PolicyKind kind) {
        assertNeverAllowsMore(plus(documents, new Document(kind.wireName(), "{")), documents, ask);
    }

    @Property
    void aSessionPolicyOnlyNarrows(@ForAll("documents") List<Document> documents, @ForAll("asks") Ask ask) {
        List<Document> unnarrowed = documents.stream()
                .filter(document -> !document.type().equals("session"))
                .toList();

        assertNeverAllowsMore(documents, unnarrowed, ask);
    }

    @Property
    void orderIsIrrelevant(
            @ForAll("documents") List<Document> documents, @ForAll("asks") Ask ask, @ForAll Random random) {
        List<Document> shuffled = new ArrayList<>(documents);
        Collections.shuffle(shuffled, random);
        shuffled.replaceAll(document -> shuffled(document, random));

        assertThat(verdict(shuffled, ask)).isEqualTo(verdict(documents, ask));
    }

    private void assertNeverAllowsMore(List<Document> changed, List<Document> documents, Ask ask) {
        if (verdict(changed, ask) == Verdict.ALLOW) {
            assertThat(verdict(documents, ask)).isEqualTo(Verdict.ALLOW);
        }
    }

    private Verdict verdict(List<Document> documents, Ask ask) {
        return prepare(documents, ask)
                .decide(ConditionContext.of(ask.context()))
                .verdict();
    }

    private Evaluation prepare(List<Document> documents, Ask ask) {
        return engine.prepare(Policies.set(documents), Policies.principal(ask), ask.action(), ask.resource());
    }

    private static List<Document> plus(List<Document> documents, Document added) {
        List<Document> longer = new ArrayList<>(documents);
        longer.add(added);
        return longer;
    }

    /** A document must keep one statement; its last Allow becomes one that matches nothing. */
    private static Document withoutAnAllow(Document document, Random random) {
        List<JsonObject> statements = statements(document);
        List<JsonObject> allows = statements.stream()
                .filter(statement -> statement.getString("Effect").equals("Allow"))
                .toList();
        if (allows.isEmpty()) {
            return document;
        }
        JsonObject removed = allows.get(random.nextInt(allows.size()));
        if (statements.size() > 1) {
            statements.remove(removed);
        } else {
            removed.remove("NotAction");
            removed.put("Action", "no:action");
        }
        return document(document.type(), statements);
    }

    private static Document shuffled(Document document, Random random) {
        List<JsonObject> statements = statements(document);
        Collections.shuffle(statements, random);
        return statements.isEmpty() ? document : document(document.type(), statements);
    }

    /** Of a malformed document, none. */
    private static List<JsonObject> statements(Document document) {
        List<JsonObject> statements = new ArrayList<>();
        PolicyKind kind = PolicyKind.ofWireName(document.type()).orElseThrow();
        if (!PolicyDocument.parseFailingClosed(document.json(), kind).isMalformed()) {
            new JsonObject(document.json())
                    .getJsonArray("Statement")
                    .forEach(statement -> statements.add((JsonObject) statement));
        }
        return statements;
    }

    private static Document document(String type, List<JsonObject> statements) {
        return new Document(
                type,
                new JsonObject()
                        .put("Version", "1")
                        .put("Statement", new JsonArray(statements))
                        .encode());
    }

    @Provide
    Arbitrary<List<Document>> documents() {
        return GeneratedCases.documents();
    }

    @Provide
    Arbitrary<Ask> asks() {
        return GeneratedCases.asks();
    }

    @Provide
    Arbitrary<String> conditions() {
        return Arbitraries.of(
                "",
                ",'Condition':{}",
                ",'Condition':{'Bool':{'acs:SecureTransport':'true'}}",
                ",'Condition':{'StringNotEquals':{'acs:s':['a','b']}}",
                ",'Condition':{'ForAllValues:StringLike':{'acs:S':'a*'},'Null':{'acs:s':'false'}}");
    }
}
