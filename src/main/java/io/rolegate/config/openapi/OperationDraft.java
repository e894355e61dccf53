package io.rolegate.config.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One operation of a drafted service file.
 *
 * @param path as the gateway sees it, with the base path
 * @param parameters the query's parameters, where the document tells all their names
 * @param listsParameters whether it does
 * @param notes what a human must decide or know
 */
record OperationDraft(
        String name,
        String method,
        String path,
        List<String> parameters,
        boolean listsParameters,
        String action,
        String resource,
        String summary,
        List<String> notes) {
    private static final Set<String> USUAL_HEADERS = Set.of("accept", "content-type", "authorization", "user-agent");
    private static final int MAX_COMMENT = 110;

    static OperationDraft of(ApiOperation operation, String name, String path, String service, String resource) {
        List<ApiOperation.Parameter> query = operation.in("query");
        boolean listed = operation.knowsParameters() && query.stream().allMatch(ApiOperation.Parameter::isOne);
        return new OperationDraft(
                name,
                operation.method(),
                path,
                query.stream().map(ApiOperation.Parameter::name).distinct().toList(),
                listed,
                service + ":" + name,
                resource,
                operation.summary(),
                notes(operation, listed));
    }

    private static List<String> notes(ApiOperation operation, boolean listed) {
        List<String> notes = new ArrayList<>();
        if (!operation.lost().isEmpty()) {
            notes.add("DECIDE: this document lacks " + String.join(", ", operation.lost())
                    + ", so what it says of parameters and body is not known.");
        }
        List<String> naming = operation.bodyFields().stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).matches(".*(id|ids|arn|arns)"))
                .toList();
        if (!naming.isEmpty()) {
            notes.add("DECIDE: the body has " + String.join(", ", naming)
                    + ". If it names what is acted on, authorise that too: alsoAuthorise.");
        }
        if (operation.bodyTypes().stream().anyMatch(OperationDraft::mayBeLarge)) {
            notes.add("DECIDE: the body may be large. maxBodyBytes is 10 MiB unless it says otherwise.");
        }
        if (!listed && operation.knowsParameters()) {
            notes.add("A parameter is an object, so the names in a request are not known: any are taken.");
        }
        List<String> repeated = operation.in("query").stream()
                .filter(ApiOperation.Parameter::isRepeated)
                .map(ApiOperation.Parameter::name)
                .toList();
        if (!repeated.isEmpty()) {
            notes.add(
                    "DECIDE: " + String.join(", ", repeated)
                            + " may come several times, and no request may have a parameter twice: let callers send one value.");
        }
        List<String> headers = operation.in("header").stream()
                .filter(ApiOperation.Parameter::required)
                .map(ApiOperation.Parameter::name)
                .filter(header -> !USUAL_HEADERS.contains(header.toLowerCase(Locale.ROOT)))
                .toList();
        if (!headers.isEmpty()) {
            notes.add("Callers must send " + String.join(", ", headers)
                    + ". It is passed on; only x-acs-* and x-mns-* are signed by every client.");
        }
        if (!operation.in("cookie").isEmpty()) {
            notes.add("DECIDE: it wants a cookie, and none reaches the service.");
        }
        return notes;
    }

    private static boolean mayBeLarge(String type) {
        return type.startsWith("multipart/") || type.endsWith("octet-stream") || type.startsWith("image/");
    }

    /** The operation's entry in the file. */
    String print() {
        StringBuilder text = new StringBuilder();
        if (!summary.isBlank()) {
            text.append("  # ").append(comment(summary)).append('\n');
        }
        notes.forEach(note -> text.append("  # ").append(comment(note)).append('\n'));
        text.append("  - name: ").append(Scalar.print(name)).append('\n');
        text.append("    method: ").append(method).append('\n');
        text.append("    path: ").append(Scalar.print(path)).append('\n');
        if (listsParameters) {
            text.append("    parameters: ").append(Scalar.printList(parameters)).append('\n');
        }
        text.append("    action: ").append(Scalar.print(action)).append('\n');
        text.append("    resource: ").append(Scalar.print(resource)).append('\n');
        return text.toString();
    }

    /** One line of a comment, whatever the document says. */
    static String comment(String text) {
        String line = text.strip().replaceAll("[\\p{Cntrl}\\s\\u0085\\u2028\\u2029]+", " ");
        return line.length() <= MAX_COMMENT * 2 ? line : line.substring(0, MAX_COMMENT * 2) + " …";
    }
}
