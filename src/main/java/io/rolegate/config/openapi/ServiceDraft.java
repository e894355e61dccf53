package io.rolegate.config.openapi;

import io.rolegate.config.ConfigException;
import io.rolegate.config.Finding;
import io.rolegate.config.ServiceFiles;
import io.rolegate.config.YamlSource;
import io.rolegate.gateway.service.OperationDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A service file drafted from an OpenAPI document, with comments on what a human must decide. */
public final class ServiceDraft {
    private static final Pattern OPERATION_KEY = Pattern.compile("operations\\[([0-9]+)\\].*");

    private final String source;
    private final OpenApiDocument document;
    private final String service;
    private final List<OperationDraft> operations = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private ServiceDraft(YamlSource source, @Nullable String name) {
        this.source = source.name().substring(source.name().lastIndexOf('/') + 1);
        this.document = OpenApiDocument.read(source);
        this.service = name == null ? Names.service(document.title()) : name;
    }

    /**
     * Drafts a file that the gateway takes; operations that it can't take are left out, and named in a comment.
     *
     * @param openApi an OpenAPI 3 or Swagger 2 document, YAML or JSON
     * @param name the service's name, null to derive one from the document's title
     * @throws ConfigException where it is no such document, or nothing in it can be taken
     */
    public static String of(YamlSource openApi, @Nullable String name) {
        ServiceDraft draft = new ServiceDraft(openApi, name);
        draft.addOperations();
        draft.leaveOutWhatIsRefused();
        return draft.print();
    }

    private void addOperations() {
        List<ApiOperation> all = document.operations();
        ResourceProposal resources = new ResourceProposal(
                service,
                all.stream()
                        .map(ApiOperation::path)
                        .filter(path -> path.startsWith("/"))
                        .map(ServiceDraft::withPlainVariables)
                        .toList());
        Set<String> names = new HashSet<>();
        document.lostPaths()
                .forEach((path, reference) ->
                        leftOut.add(path + ": " + reference + " can't be followed in this document"));
        for (ApiOperation operation : all) {
            String path = withPlainVariables(operation.path());
            if (!path.startsWith("/")) {
                leftOut.add(operation.method() + " " + path + ": a path begins with /");
                continue;
            }
            if (!OperationDefinition.METHODS.contains(operation.method())) {
                leftOut.add(operation.method() + " " + path + ": the gateway takes no such method");
                continue;
            }
            operations.add(OperationDraft.of(
                    operation,
                    unused(Names.operation(operation), names),
                    document.basePath() + path,
                    service,
                    resources.of(path)));
        }
    }

    private static String withPlainVariables(String path) {
        return Pattern.compile("\\{([^{}]*)\\}")
                .matcher(path)
                .replaceAll(variable -> Matcher.quoteReplacement("{" + Names.variable(variable.group(1)) + "}"));
    }

    private static String unused(String name, Set<String> names) {
        String unused = name;
        for (int number = 2; !names.add(unused); number++) {
            unused = name + number;
        }
        return unused;
    }

    private void leaveOutWhatIsRefused() {
        while (!operations.isEmpty()) {
            NavigableMap<Integer, String> refused = refused();
            if (refused.isEmpty()) {
                return;
            }
            refused.descendingMap().forEach((index, why) -> {
                OperationDraft operation = operations.remove(index.intValue());
                leftOut.add(operation.method() + " " + operation.path() + ": " + why);
            });
        }
        throw new ConfigException(source, "paths", "has no operation that the gateway could take");
    }

    private NavigableMap<Integer, String> refused() {
        NavigableMap<Integer, String> refused = new TreeMap<>();
        try {
            ServiceFiles.read(List.of(new YamlSource("draft", print())));
        } catch (ConfigException e) {
            for (Finding finding : e.findings()) {
                Matcher key = OPERATION_KEY.matcher(finding.key());
                if (!key.matches()) {
                    throw e;
                }
                refused.put(Integer.parseInt(key.group(1)), finding.problem());
            }
        }
        return refused;
    }

    private String print() {
        StringBuilder text = new StringBuilder();
        text.append("# yaml-language-server: $schema=../service.schema.json\n");
        comment(text, "Drafted from " + source + " (" + document.title() + " " + document.version() + ").");
        comment(
                text,
                "Actions and resources are proposals. Decide what is marked DECIDE; then rolegate service check.");
        comment(
                text,
                "A resource that ends in /* is a list, or something new in it: it can be granted only as a whole.");
        if (!document.securitySchemes().isEmpty()) {
            comment(
                    text,
                    "Callers sign with access keys, in place of " + String.join(", ", document.securitySchemes())
                            + "; let the service trust x-rolegate-assertion instead.");
        }
        text.append("name: ").append(Scalar.print(service)).append('\n');
        String version = Names.version(document.version());
        comment(text, "DECIDE: callers send this as x-acs-version.");
        text.append("version: \"").append(version).append("\"\n");
        text.append("dialects: [acs3, roa]\n");
        printUpstreams(text);
        text.append("operations:\n");
        operations.forEach(operation -> text.append(operation.print()));
        if (!leftOut.isEmpty()) {
            comment(text, "DECIDE: left out, because the gateway can't take them:");
            leftOut.forEach(operation -> comment(text, "- " + operation));
        }
        return text.toString();
    }

    private void printUpstreams(StringBuilder text) {
        List<String> addresses = document.servers().stream()
                .map(ServiceDraft::withoutPath)
                .distinct()
                .toList();
        if (addresses.isEmpty()) {
            comment(text, "DECIDE: the document names no address. upstreams: [http://host:port]");
            return;
        }
        comment(text, "DECIDE: addresses behind the gateway, of which only the first is taken from the document.");
        text.append("upstreams: [").append(addresses.get(0)).append("]\n");
    }

    private static String withoutPath(URI server) {
        return server.getScheme() + "://" + server.getRawAuthority();
    }

    private static void comment(StringBuilder text, String comment) {
        text.append("# ").append(OperationDraft.comment(comment)).append('\n');
    }
}
