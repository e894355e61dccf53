package io.rolegate.config;

import io.rolegate.gateway.service.FurtherCheck;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.service.Template;
import io.rolegate.signature.Dialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads service definitions, one file a service (design, section 9). */
public final class ServiceFiles {
    private static final List<String> BUNDLED = List.of("container-service.yaml", "message-service.yaml");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");
    private static final Set<String> STANDARD_VARIABLES = Set.of("region", "account");
    private static final long DEFAULT_BODY_BYTES = 10L << 20;
    private static final long MAX_BODY_BYTES = 1L << 30;

    private ServiceFiles() {}

    /** Every {@code *.yaml} of a folder, in the order of their names. */
    public static List<ServiceDefinition> folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return distinct(files.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .map(YamlSource::file)
                    .toList());
        } catch (IOException e) {
            throw new ConfigException(folder.toString(), "", "cannot be listed: " + e.getMessage());
        }
    }

    /** The definitions that the program carries with it. */
    static List<ServiceDefinition> bundled() {
        return distinct(BUNDLED.stream()
                .map(name -> YamlSource.resource("config/services/" + name))
                .toList());
    }

    private static List<ServiceDefinition> distinct(List<YamlSource> sources) {
        Map<String, String> files = new HashMap<>();
        List<ServiceDefinition> services = new ArrayList<>();
        for (YamlSource source : sources) {
            ServiceDefinition service = read(source);
            String other = files.put(service.name(), source.name());
            if (other != null) {
                throw new ConfigException(source.name(), "name", "'" + service.name() + "' is taken by " + other);
            }
            services.add(service);
        }
        return services;
    }

    /** Reads one definition; a {@link ConfigException} names file, line and key. */
    public static ServiceDefinition read(YamlSource source) {
        YamlMap yaml = source.read();
        String name = yaml.require("name");
        Set<Dialect> dialects = dialects(yaml);
        List<OperationDefinition> operations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap operation : yaml.maps("operations")) {
            OperationDefinition definition = operation(operation);
            if (!names.add(definition.name())) {
                throw operation.problem("name", "'" + definition.name() + "' is defined twice");
            }
            operations.add(definition);
        }
        if (operations.isEmpty()) {
            throw yaml.problem("operations", "at least one operation is required");
        }
        ServiceDefinition service = new ServiceDefinition(
                name,
                dialects,
                yaml.require("version"),
                flag(yaml, "accountPrefix"),
                upstreams(yaml),
                number(yaml, "maxBodyBytes", DEFAULT_BODY_BYTES, MAX_BODY_BYTES),
                Duration.ofSeconds(number(yaml, "responseTimeoutSeconds", 60, 3600)),
                operations);
        yaml.rejectUnknown();
        return service;
    }

    private static Set<Dialect> dialects(YamlMap yaml) {
        Set<Dialect> dialects = new HashSet<>();
        for (String text : yaml.texts("dialects")) {
            try {
                dialects.add(Dialect.valueOf(text.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw yaml.problem("dialects", "expected acs3, rpc, roa or mns, not '" + text + "'");
            }
        }
        if (dialects.isEmpty()) {
            throw yaml.problem("dialects", "at least one of acs3, rpc, roa and mns is required");
        }
        return dialects;
    }

    private static List<URI> upstreams(YamlMap yaml) {
        return yaml.texts("upstreams").stream()
                .map(text -> {
                    try {
                        return upstream(text);
                    } catch (IllegalArgumentException e) {
                        throw yaml.problem("upstreams", e.getMessage() == null ? "malformed" : e.getMessage());
                    }
                })
                .toList();
    }

    /**
     * Reads an upstream's address.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static URI upstream(String text) {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (!http || uri.getHost() == null || !bare || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("expected http://host:port or https://host:port, not '" + text + "'");
        }
        return uri;
    }

    private static OperationDefinition operation(YamlMap yaml) {
        String name = yaml.require("name");
        String path = yaml.text("path").orElse(null);
        String method = path == null ? null : method(yaml);
        Template template = path == null ? null : template(yaml, "path");
        YamlMap query = yaml.map("query");
        Map<String, String> required = new HashMap<>();
        query.keys().forEach(key -> required.put(key, query.require(key)));
        Template resource = template(yaml, "resource");
        checkVariables(yaml, "resource", resource, template == null ? Set.of() : template.variables());
        OperationDefinition definition = new OperationDefinition(
                name,
                method,
                template,
                required,
                yaml.has("parameters") ? Set.copyOf(yaml.texts("parameters")) : null,
                action(yaml),
                resource,
                yaml.maps("alsoAuthorise").stream()
                        .map(check -> furtherCheck(check, template))
                        .toList());
        yaml.rejectUnknown();
        return definition;
    }

    private static FurtherCheck furtherCheck(YamlMap yaml, @Nullable Template path) {
        Template pattern = template(yaml, "pattern");
        Template resource = template(yaml, "resource");
        Set<String> variables = new TreeSet<>(pattern.variables());
        variables.addAll(path == null ? Set.of() : path.variables());
        checkVariables(yaml, "resource", resource, variables);
        FurtherCheck check = new FurtherCheck(action(yaml), yaml.require("field"), pattern, resource);
        yaml.rejectUnknown();
        return check;
    }

    private static void checkVariables(YamlMap yaml, String key, Template template, Set<String> defined) {
        for (String variable : template.variables()) {
            if (!defined.contains(variable)
                    && !STANDARD_VARIABLES.contains(variable)
                    && !variable.startsWith("param.")) {
                throw yaml.problem(
                        key, "{" + variable + "} is neither in the path nor region, account or param.<Name>");
            }
        }
    }

    private static String action(YamlMap yaml) {
        String action = yaml.require("action");
        if (action.indexOf(':') <= 0 || action.indexOf('*') >= 0) {
            throw yaml.problem("action", "expected service:Name, not '" + action + "'");
        }
        return action;
    }

    private static String method(YamlMap yaml) {
        String method = yaml.require("method");
        if (!METHODS.contains(method)) {
            throw yaml.problem("method", "expected one of " + new TreeSet<>(METHODS) + ", not '" + method + "'");
        }
        return method;
    }

    private static Template template(YamlMap yaml, String key) {
        try {
            return Template.parse(yaml.require(key));
        } catch (IllegalArgumentException e) {
            throw yaml.problem(key, e.getMessage() == null ? "malformed" : e.getMessage());
        }
    }

    private static boolean flag(YamlMap yaml, String key) {
        String text = yaml.text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw yaml.problem(key, "expected true or false, not '" + text + "'");
        }
        return text.equals("true");
    }

    private static long number(YamlMap yaml, String key, long otherwise, long most) {
        String text = yaml.text(key).orElse(null);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw yaml.problem(key, "expected a whole number, not '" + text + "'");
        }
        throw yaml.problem(key, "expected 1 to " + most + ", not " + text);
    }
}
