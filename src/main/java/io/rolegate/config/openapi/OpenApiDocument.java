package io.rolegate.config.openapi;

import io.rolegate.config.ConfigException;
import io.rolegate.config.Finding;
import io.rolegate.config.YamlSource;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an OpenAPI 3 or Swagger 2 document says of a service, as far as a gateway is concerned. */
final class OpenApiDocument {
    private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*\"");
    private static final Pattern PLACE = Pattern.compile("\\s+at \\[Source:.*line: ([0-9]+), column: ([0-9]+)");
    private static final Set<String> NO_METHODS = Set.of("$ref", "summary", "description", "servers", "parameters");

    private final DocumentPart document;

    private OpenApiDocument(DocumentPart document) {
        this.document = document;
    }

    /** Reads a document, YAML or JSON; a {@link ConfigException} where it is none. */
    static OpenApiDocument read(YamlSource source) {
        Map<?, ?> content = content(source);
        DocumentPart document = DocumentPart.of(content);
        String version = document.get("openapi").text("");
        boolean known =
                version.startsWith("3.") || document.get("swagger").text("").startsWith("2");
        if (!known) {
            throw new ConfigException(source.name(), "openapi", "expected an OpenAPI 3 or Swagger 2 document");
        }
        List<Finding> findings = DocumentShape.check(source.name(), content);
        if (!findings.isEmpty()) {
            throw new ConfigException(findings);
        }
        return new OpenApiDocument(document);
    }

    private static Map<?, ?> content(YamlSource source) {
        if (!JSON.matcher(source.text()).lookingAt()) {
            return source.content();
        }
        try {
            return new JsonObject(source.text()).getMap();
        } catch (DecodeException e) {
            throw new ConfigException(source.name(), "", "is no JSON: " + problem(e));
        }
    }

    private static String problem(DecodeException e) {
        String message = String.valueOf(e.getMessage());
        Matcher place = PLACE.matcher(message);
        return place.find()
                ? message.substring(0, place.start()) + ", line " + place.group(1) + ", column " + place.group(2)
                : message;
    }

    String title() {
        return document.get("info").get("title").text("");
    }

    String version() {
        return document.get("info").get("version").text("");
    }

    /** The addresses of the service with their base paths, those with variables and relative ones left out. */
    List<URI> servers() {
        List<String> urls = new ArrayList<>();
        document.get("servers")
                .items()
                .forEach(server -> urls.add(server.get("url").text("")));
        String host = document.get("host").text("");
        if (!host.isEmpty()) {
            List<DocumentPart> schemes = document.get("schemes").items();
            urls.add((schemes.isEmpty() ? "https" : schemes.get(0).text("https")) + "://" + host + basePath());
        }
        return urls.stream().flatMap(url -> absolute(url).stream()).distinct().toList();
    }

    private static Optional<URI> absolute(String url) {
        URI server;
        try {
            server = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        return http && server.getHost() != null ? Optional.of(server) : Optional.empty();
    }

    /** What stands before every path, without a slash at its end. */
    String basePath() {
        String path = document.get("basePath").text("");
        List<DocumentPart> servers = document.get("servers").items();
        if (!servers.isEmpty()) {
            path = pathOf(servers.get(0).get("url").text(""));
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String pathOf(String url) {
        int authority = url.indexOf("://");
        int slash = url.indexOf('/', authority < 0 ? 0 : authority + 3);
        return slash < 0 ? "" : url.substring(slash);
    }

    /** The names of the ways to authenticate that the document knows. */
    List<String> securitySchemes() {
        Map<String, DocumentPart> schemes = new LinkedHashMap<>();
        schemes.putAll(document.get("components").get("securitySchemes").entries());
        schemes.putAll(document.get("securityDefinitions").entries());
        return List.copyOf(schemes.keySet());
    }

    /** Every operation in the order of the document, whatever its method. */
    List<ApiOperation> operations() {
        List<ApiOperation> operations = new ArrayList<>();
        paths().forEach((path, item) -> item.entries().forEach((method, operation) -> {
            if (isMethod(method)) {
                operations.add(
                        ApiOperation.read(method.toUpperCase(Locale.ROOT), path, item.get("parameters"), operation));
            }
        }));
        return operations;
    }

    /** Paths without operations, each with the reference that should have led to them. */
    Map<String, String> lostPaths() {
        Map<String, String> lost = new LinkedHashMap<>();
        paths().forEach((path, item) -> {
            String reference = item.lost();
            if (reference != null) {
                lost.put(path, reference);
            }
        });
        return lost;
    }

    private Map<String, DocumentPart> paths() {
        Map<String, DocumentPart> paths = document.get("paths").entries();
        paths.keySet().removeIf(path -> path.startsWith("x-"));
        return paths;
    }

    /** Whether a key of a path is a method, taken by the gateway or not; else it tells something about the path. */
    static boolean isMethod(String key) {
        return !NO_METHODS.contains(key) && !key.startsWith("x-");
    }
}
