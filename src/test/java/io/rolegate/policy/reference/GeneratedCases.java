package io.rolegate.policy.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random policies and requests over a vocabulary so small that they often meet, with every construct of ram.md §1 in it. */
public final class GeneratedCases {
    private static final String A = "1001000000000001";
    private static final String B = "2002000000000002";
    private static final String QUEUE = "acs:mns:cn-hangzhou:" + A + ":/queues/orders/messages";
    private static final String ROLE = "acs:ram::" + A + ":role/partner";
    private static final List<String> ACTIONS = List.of(
            "*",
            "*:*",
            "mns:*",
            "mns:Send*",
            "MNS:sendmessage",
            "mns:SendMessage",
            "mns:?endMessage",
            "*:Get*",
            "cs:GetClusters",
            "cs:*Clusters",
            "sts:AssumeRole",
            "STS:*",
            "sts:AssumeRoleWith*",
            "m*:S*e",
            "mns:Send");
    private static final List<String> RESOURCES = List.of(
            "*",
            "**",
            "acs:*",
            "acs:mns:*",
            "acs:mns",
            "acs:*:*:*:*",
            QUEUE,
            "acs:mns:*:" + A + ":/queues/orders/*",
            "acs:mns:cn-*:*:/queues/o?ders/messages",
            "acs:ram:*:*:role/*",
            ROLE,
            "acs:ram::*:role/Partner",
            "acs:mns::" + A + ":*",
            "acs:mns:*:*:*/messages",
            "acs:m*",
            "?cs:mns:*",
            "acs:mns:*:*:/queues/a*:x",
            "acs:mns:*hou:" + A + "*",
            "acs:mns:*:*:/*/*/*a*e*",
            "acs:mns:*/messages*",
            "acs:*queues*");
    private static final Map<String, List<String>> VALUES = Map.of(
            "acs:s", List.of("a", "A", "ab", "b", "", "ß", "K", "*", "a*", "?", "a?", "*b", "x/y", "\ud83d\ude00"),
            "acs:n",
                    List.of("1", "01", "1.0", "+1", "-0", "0", "10", "9.99", "1e1", "", "1.", "99999999999999999999.5"),
            "acs:CurrentTime",
                    List.of(
                            "2026-01-31",
                            "2026-01-31T00:00Z",
                            "2026-01-31T08:00:00+08:00",
                            "2026-01-31T00:00:00.000000001Z",
                            "2026-02-29",
                            "2026-01-31T24:00Z",
                            "1769817600",
                            "2026-01-31T00:00",
                            "0000-01-01"),
            "acs:SecureTransport", List.of("true", "TRUE", "false", "False", "yes", ""),
            "acs:SourceIp",
                    List.of(
                            "192.0.2.1",
                            "192.0.2.0/24",
                            "::ffff:192.0.2.1",
                            "::ffff:192.0.2.0/120",
                            "0.0.0.0/0",
                            "::/0",
                            "2001:db8::1",
                            "2001:DB8::/32",
                            "192.0.2.1/33",
                            "010.0.0.1",
                            "192.0.2",
                            "::1%1",
                            "::ffff:0.0.0.0/90"),
            "acs:RequestTag/Env", List.of("prod", "test"));
    private static final Map<String, List<String>> OPERATORS = Map.of(
            "acs:s",
                    List.of(
                            "StringEquals",
                            "StringNotEquals",
                            "StringEqualsIgnoreCase",
                            "StringNotEqualsIgnoreCase",
                            "StringLike",
                            "StringNotLike",
                            "Null"),
            "acs:n",
                    List.of(
                            "NumericEquals",
                            "NumericNotEquals",
                            "NumericLessThan",
                            "NumericLessThanEquals",
                            "NumericGreaterThan",
                            "NumericGreaterThanEquals",
                            "StringLike"),
            "acs:CurrentTime",
                    List.of(
                            "DateEquals",
                            "DateNotEquals",
                            "DateLessThan",
                            "DateLessThanEquals",
                            "DateGreaterThan",
                            "DateGreaterThanEquals"),
            "acs:SecureTransport", List.of("Bool", "Null", "StringEquals"),
            "acs:SourceIp", List.of("IpAddress", "NotIpAddress"),
            "acs:RequestTag/Env", List.of("StringEquals", "StringNotEquals", "Null"));

    private GeneratedCases() {}

    /** What is asked of the policies, in the words of ram.md §1.8. */
    public record Ask(
            ReferenceEvaluator.Principal principal,
            String action,
            String resource,
            Map<String, List<String>> context) {}

    /** Up to two documents a layer; one in thirty is malformed. */
    public static Arbitrary<List<ReferenceEvaluator.Document>> documents() {
        Arbitrary<String> rights = Combinators.combine(
                        effects(), key("Action", ACTIONS), key("Resource", RESOURCES), conditions())
                .as(GeneratedCases::statement);
        Arbitrary<String> trusts = Combinators.combine(
                        effects(),
                        key("Action", List.of("sts:AssumeRole", "sts:*", "*", "sts:AssumeRoleWithOIDC")),
                        principals(),
                        conditions())
                .as(GeneratedCases::statement);
        return Combinators.combine(
                        layer("identity", rights, 2),
                        layer("session", rights, 1),
                        layer("control", rights, 1),
                        layer("trust", trusts, 1))
                .as((identity, session, control, trust) -> {
                    List<ReferenceEvaluator.Document> all = new ArrayList<>(identity);
                    all.addAll(session);
                    all.addAll(control);
                    all.addAll(trust);
                    return all;
                });
    }

    /** Requests of users, sessions, owners and, where only a trust policy counts, services and providers. */
    public static Arbitrary<Ask> asks() {
        Arbitrary<ReferenceEvaluator.Principal> persons = Arbitraries.of(
                new ReferenceEvaluator.Principal("RAMUser", "acs:ram::" + A + ":user/amy", A),
                new ReferenceEvaluator.Principal("RAMUser", "acs:ram::" + B + ":user/bob", B),
                new ReferenceEvaluator.Principal("AssumedRoleUser", "acs:sts::" + A + ":assumed-role/Partner/job1", A),
                new ReferenceEvaluator.Principal("Account", "acs:ram::" + A + ":root", A));
        Arbitrary<ReferenceEvaluator.Principal> others = Arbitraries.of(
                new ReferenceEvaluator.Principal("Service", "ecs.aliyuncs.com", A),
                new ReferenceEvaluator.Principal("Federated", "acs:ram::" + A + ":oidc-provider/corp", A));
        Arbitrary<String> actions = Arbitraries.of(
                "mns:SendMessage",
                "MNS:SENDMESSAGE",
                "mns:Send",
                "cs:GetClusters",
                "sts:AssumeRole",
                "sts:AssumeRoleWithOIDC",
                "sts:GetCallerIdentity");
        Arbitrary<String> resources = Arbitraries.of(
                QUEUE,
                QUEUE,
                "acs:mns:cn-hangzhou:" + B + ":/queues/orders/messages",
                "acs:mns:cn-hangzhou:" + A + ":/queues/a:b:x",
                "acs:mns::" + A + ":/queues",
                ROLE,
                "*",
                "acs:mns",
                "");
        Arbitrary<Ask> ordinary =
                Combinators.combine(persons, actions, resources, contexts()).as(Ask::new);
        Arbitrary<Ask> assuming = Combinators.combine(
                        others,
                        Arbitraries.of("sts:AssumeRole", "sts:AssumeRoleWithOIDC"),
                        Arbitraries.just(ROLE),
                        contexts())
                .as(Ask::new);
        return Arbitraries.frequencyOf(Tuple.of(9, ordinary), Tuple.of(1, assuming));
    }

    private static Arbitrary<List<ReferenceEvaluator.Document>> layer(
            String type, Arbitrary<String> statement, int most) {
        Arbitrary<ReferenceEvaluator.Document> sound = statement
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> new ReferenceEvaluator.Document(
                        type, "{\"Version\":\"1\",\"Statement\":[" + String.join(",", list) + "]}"));
        Arbitrary<ReferenceEvaluator.Document> malformed = Arbitraries.of(
                        "",
                        "{}",
                        "{\"Version\":\"2\",\"Statement\":[]}",
                        "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Note\":\"\"}]}",
                        "{\"Version\":\"1\",\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                        "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[],\"Resource\":\"*\"}]}",
                        "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"x\",\"Resource\":\"*\"}]}")
                .map(json -> new ReferenceEvaluator.Document(type, json));
        return Arbitraries.frequencyOf(Tuple.of(29, sound), Tuple.of(1, malformed))
                .list()
                .ofMaxSize(most);
    }

    private static String statement(String effect, String actions, String target, String conditions) {
        return "{\"Effect\":\"" + effect + "\"," + actions + "," + target + conditions + "}";
    }

    private static Arbitrary<String> effects() {
        return Arbitraries.of("Allow", "Allow", "Allow", "Deny");
    }

    /** One pattern or a list, under the key or, now and then, its negation. */
    private static Arbitrary<String> key(String name, List<String> patterns) {
        Arbitrary<String> values =
                Arbitraries.of(patterns).list().ofMinSize(1).ofMaxSize(3).map(GeneratedCases::oneOrMany);
        return Combinators.combine(Arbitraries.of("", "", "", "", "Not"), values)
                .as((not, value) -> "\"" + not + name + "\":" + value);
    }

    private static Arbitrary<String> principals() {
        return Arbitraries.of(
                        "\"*\"",
                        "{\"RAM\":\"acs:ram::" + A + ":root\"}",
                        "{\"RAM\":[\"acs:ram::" + B + ":root\",\"acs:ram::" + A + ":user/amy\"]}",
                        "{\"RAM\":\"acs:ram::" + A + ":user/Amy\"}",
                        "{\"RAM\":\"acs:ram::" + A + ":user/*\"}",
                        "{\"RAM\":\"acs:ram::" + A + ":role/PARTNER\",\"Service\":\"ecs.aliyuncs.com\"}",
                        "{\"RAM\":\"*\"}",
                        "{\"Service\":[\"ecs.aliyuncs.com\",\"*\"]}",
                        "{\"Federated\":\"acs:ram::" + A + ":oidc-provider/corp\"}")
                .map(value -> "\"Principal\":" + value);
    }

    private static Arbitrary<String> conditions() {
        Arbitrary<String> clause = keys().flatMap(key -> Combinators.combine(
                        Arbitraries.of("", "", "", "ForAnyValue:", "ForAllValues:"),
                        Arbitraries.of(OPERATORS.get(key)),
                        Arbitraries.of("", "", "", "IfExists"),
                        Arbitraries.of(VALUES.get(key)).list().ofMinSize(1).ofMaxSize(3))
                .as((prefix, operator, suffix, values) -> {
                    String name = operator.equals("Null") ? operator : prefix + operator + suffix;
                    return "\"" + name + "\":{\"" + key + "\":" + oneOrMany(values) + "}";
                }));
        Arbitrary<String> some = clause.list().ofMaxSize(2).map(clauses -> {
            Map<String, String> byOperator = new LinkedHashMap<>();
            clauses.forEach(text -> byOperator.put(text.substring(0, text.indexOf(":{")), text));
            return ",\"Condition\":{" + String.join(",", byOperator.values()) + "}";
        });
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just("")), Tuple.of(1, some));
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.of(OPERATORS.keySet().stream().sorted().toList());
    }

    private static Arbitrary<Map<String, List<String>>> contexts() {
        Arbitrary<Map.Entry<String, List<String>>> entry = keys().flatMap(key -> Combinators.combine(
                        Arbitraries.of(key, key, key, ReferenceEvaluator.fold(key), key.replace("acs", "ACS")),
                        Arbitraries.of(VALUES.get(key)).list().ofMaxSize(2))
                .as(Map::entry));
        return entry.list().ofMaxSize(5).map(entries -> {
            Map<String, List<String>> context = new LinkedHashMap<>();
            entries.forEach(value -> context.put(value.getKey(), value.getValue()));
            return context;
        });
    }

    private static String oneOrMany(List<String> texts) {
        return texts.size() == 1 ? "\"" + texts.get(0) + "\"" : "[\"" + String.join("\",\"", texts) + "\"]";
    }
}
