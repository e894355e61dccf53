package io.rolegate.policy.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * RAM's evaluation written down a second time, from ram.md §1 alone: slow, plain, and knowing nothing of the engine, whose
 * answers are compared with it. Reads the documents anew for each question.
 */
public final class ReferenceEvaluator {
    private static final String ALLOW = "Allow";
    private static final String EXPLICIT_DENY = "ExplicitDeny";
    private static final String IMPLICIT_DENY = "ImplicitDeny";
    private static final Set<String> ASSUMING =
            Set.of("sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithoidc");
    private static final Set<String> PERSONS = Set.of("RAMUser", "AssumedRoleUser");

    private ReferenceEvaluator() {}

    /** A document and its layer: identity, session, trust or control. */
    public record Document(String type, String json) {}

    /** Who asks, by the words of ram.md §1.8. */
    public record Principal(String type, String arn, String accountId) {}

    /** Allow, ExplicitDeny or ImplicitDeny. */
    public static String verdict(
            List<Document> documents,
            Principal principal,
            String action,
            String resource,
            Map<String, List<String>> context) {
        if (fold(action).equals("sts:getcalleridentity")) {
            return ALLOW;
        }
        boolean person = PERSONS.contains(principal.type());
        Question question = new Question(principal, action, resource, ReferenceConditions.foldKeys(context));
        if (person && has("control", documents)) {
            String control = layer("control", documents, question);
            if (!control.equals(ALLOW)) {
                return control;
            }
        }
        if (principal.type().equals("AssumedRoleUser") && has("session", documents)) {
            String session = layer("session", documents, question);
            if (!session.equals(ALLOW)) {
                return session;
            }
        }
        String identity = layer("identity", documents, question);
        return ASSUMING.contains(fold(action))
                ? assuming(identity, documents, question)
                : ordinary(identity, principal, resource);
    }

    private static String assuming(String identity, List<Document> documents, Question question) {
        Question trusting =
                new Question(question.principal(), "sts:AssumeRole", question.resource(), question.context());
        String trust = layer("trust", documents, trusting);
        String type = question.principal().type();
        if (!PERSONS.contains(type) && !type.equals("Account")) {
            return trust;
        }
        if (identity.equals(EXPLICIT_DENY) || trust.equals(EXPLICIT_DENY)) {
            return EXPLICIT_DENY;
        }
        boolean both = identity.equals(ALLOW) && trust.equals(ALLOW);
        return both && !type.equals("Account") ? ALLOW : IMPLICIT_DENY;
    }

    private static String ordinary(String identity, Principal principal, String resource) {
        if (identity.equals(EXPLICIT_DENY)) {
            return EXPLICIT_DENY;
        }
        String[] segments = resource.split(":", 5);
        if (segments.length == 5 && segments[3].matches("[0-9]+") && !segments[3].equals(principal.accountId())) {
            return IMPLICIT_DENY;
        }
        if (principal.type().equals("Account")) {
            return ALLOW;
        }
        return PERSONS.contains(principal.type()) ? identity : IMPLICIT_DENY;
    }

    private static boolean has(String type, List<Document> documents) {
        return documents.stream().anyMatch(document -> document.type().equals(type));
    }

    private static String layer(String type, List<Document> documents, Question question) {
        boolean allowed = false;
        boolean malformed = false;
        for (Document document : documents) {
            if (!document.type().equals(type)) {
                continue;
            }
            List<Map<String, Object>> statements = ReferenceGrammar.statements(document.json(), type.equals("trust"));
            if (statements == null) {
                malformed = true;
                continue;
            }
            for (Map<String, Object> statement : statements) {
                if (applies(statement, question)) {
                    if (statement.get("Effect").equals("Deny")) {
                        return EXPLICIT_DENY;
                    }
                    allowed = true;
                }
            }
        }
        return allowed && !malformed ? ALLOW : IMPLICIT_DENY;
    }

    private record Question(Principal principal, String action, String resource, Map<String, List<String>> context) {}

    private static boolean applies(Map<String, Object> statement, Question question) {
        return matchesAction(statement, question.action())
                && (statement.containsKey("Principal")
                        ? names(statement.get("Principal"), question.principal())
                        : matchesResource(statement, question.resource()))
                && ReferenceConditions.hold(statement.get("Condition"), question.context());
    }

    private static boolean matchesAction(Map<String, Object> statement, String action) {
        boolean inverted = statement.containsKey("NotAction");
        boolean some = texts(statement.get(inverted ? "NotAction" : "Action")).stream()
                .anyMatch(pattern -> glob(fold(pattern), fold(action)));
        return some != inverted;
    }

    private static boolean matchesResource(Map<String, Object> statement, String resource) {
        boolean inverted = statement.containsKey("NotResource");
        boolean some = texts(statement.get(inverted ? "NotResource" : "Resource")).stream()
                .anyMatch(pattern -> matchesResource(pattern, resource));
        return some != inverted;
    }

    private static boolean matchesResource(String pattern, String resource) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] wanted = pattern.split(":", 5);
        String[] asked = resource.split(":", 5);
        if (asked.length < 5) {
            return false;
        }
        if (wanted.length < 5) {
            if (!pattern.endsWith("*")) {
                return false;
            }
            asked = resource.split(":", wanted.length);
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!glob(wanted[i], asked[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean names(Object trusted, Principal principal) {
        if (trusted.equals("*")) {
            return PERSONS.contains(principal.type());
        }
        Map<?, ?> byKind = (Map<?, ?>) trusted;
        return switch (principal.type()) {
            case "RAMUser" ->
                texts(byKind.get("RAM")).stream()
                        .anyMatch(name ->
                                name.equals("*") || name.equals(root(principal)) || name.equals(principal.arn()));
            case "AssumedRoleUser" ->
                texts(byKind.get("RAM")).stream()
                        .anyMatch(
                                name -> name.equals("*") || name.equals(root(principal)) || isRoleOf(name, principal));
            case "Service" -> texts(byKind.get("Service")).contains(principal.arn());
            case "Federated" -> texts(byKind.get("Federated")).contains(principal.arn());
            default -> false;
        };
    }

    private static String root(Principal principal) {
        return "acs:ram::" + principal.accountId() + ":root";
    }

    /** Sessions are acs:sts::ACCOUNT:assumed-role/ROLE/SESSION here. */
    private static boolean isRoleOf(String name, Principal principal) {
        String role = principal.arn().split("/", 3)[1];
        String prefix = "acs:ram::" + principal.accountId() + ":role/";
        return name.startsWith(prefix) && fold(name.substring(prefix.length())).equals(fold(role));
    }

    static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> texts.add((String) item));
        }
        return texts;
    }

    /** A to Z only. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            folded.append(character >= 'A' && character <= 'Z' ? (char) (character + 32) : character);
        }
        return folded.toString();
    }

    /** The table of all prefixes of pattern and text. */
    public static boolean glob(String pattern, String text) {
        int[] wanted = pattern.codePoints().toArray();
        int[] given = text.codePoints().toArray();
        boolean[][] matches = new boolean[wanted.length + 1][given.length + 1];
        matches[0][0] = true;
        for (int i = 1; i <= wanted.length; i++) {
            for (int j = 0; j <= given.length; j++) {
                matches[i][j] = wanted[i - 1] == '*'
                        ? matches[i - 1][j] || (j > 0 && matches[i][j - 1])
                        : j > 0 && matches[i - 1][j - 1] && (wanted[i - 1] == '?' || wanted[i - 1] == given[j - 1]);
            }
        }
        return matches[wanted.length][given.length];
    }
}
