package io.rolegate.config;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.gateway.service.Conditions;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.PathTemplate;
import io.rolegate.gateway.service.RequiredPermission;
import io.rolegate.gateway.service.RequiredPermission.Naming;
import io.rolegate.gateway.service.RequiredPermission.Place;
import io.rolegate.gateway.service.Template;
import io.rolegate.ram.ImsOperations;
import io.rolegate.ram.RamOperations;
import io.rolegate.signature.Dialect;
import io.rolegate.sts.StsOperations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one operation of a service file. */
final class OperationReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "method",
            "path",
            "query",
            "parameters",
            "headers",
            "action",
            "resource",
            "field",
            "parameter",
            "pattern",
            "alsoAuthorise",
            "maxBodyBytes",
            "responseTimeoutSeconds",
            "requestsPerSecond");
    private static final Set<String> CHECK_KEYS = Set.of("action", "resource", "field", "parameter", "pattern");

    /** Versions of our own services, whose RPC operations nobody else may define. */
    private static final Set<String> OWN_VERSIONS =
            Set.of(StsOperations.VERSION, RamOperations.VERSION, ImsOperations.VERSION, OperationCatalogue.OWN_VERSION);

    private static final Set<String> STANDARD_VARIABLES = Set.of("region", "account");
    private static final String PARAMETER_PREFIX = "param.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");
    private static final Pattern ACTION = Pattern.compile("[A-Za-z][A-Za-z0-9-]*:[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern RESOURCE = Pattern.compile("\\*|acs:[^:]*:[^:]*:[^:]*:.+");
    private static final Pattern SIGNED_HEADER = Pattern.compile("content-type|x-(acs|mns)-[a-z0-9-]+");

    private final YamlMap yaml;
    private final @Nullable ServiceHead head;

    /** @param head what the file says of the service; null where it is too broken to tell */
    OperationReader(YamlMap yaml, @Nullable ServiceHead head) {
        this.yaml = yaml;
        this.head = head;
    }

    OperationDefinition read() {
        List<Finding> findings = yaml.unknown(KEYS);
        OperationDefinition operation = ConfigException.collecting(findings, this::operation);
        if (operation == null || !findings.isEmpty()) {
            throw new ConfigException(findings);
        }
        return operation;
    }

    private OperationDefinition operation() {
        String name = yaml.matching("name", NAME, "letters, digits, '.', '-' and '_', beginning with a letter");
        OperationDefinition.Match match = yaml.has("path") ? match() : null;
        if (match == null) {
            checkRpc();
        }
        List<RequiredPermission> permissions = permissions(match == null ? null : match.path());
        return new OperationDefinition(
                name,
                match,
                permissions,
                maxBodyBytes(permissions),
                ServiceHead.responseTimeout(
                        yaml, head == null ? ServiceHead.DEFAULT_RESPONSE_TIMEOUT : head.responseTimeout()),
                ServiceHead.rates(yaml));
    }

    private void checkRpc() {
        for (String key : List.of("method", "query", "parameters", "headers")) {
            if (yaml.has(key)) {
                throw yaml.problem(key, "goes with a path only: RPC operations are told apart by their name");
            }
        }
        if (head == null) {
            return;
        }
        if (!head.takesOneOf(Dialect.ACS3, Dialect.RPC)) {
            throw yaml.problem("name", "can't be reached: an operation without a path needs the dialect acs3 or rpc");
        }
        if (OWN_VERSIONS.contains(head.version())) {
            throw yaml.problem(
                    "name",
                    "version " + head.version()
                            + " is that of a built-in service; only operations with a path may have it");
        }
    }

    private OperationDefinition.Match match() {
        String method = yaml.requireString("method");
        if (!OperationDefinition.METHODS.contains(method)) {
            throw yaml.problem(
                    "method",
                    "expected one of " + new TreeSet<>(OperationDefinition.METHODS) + ", not '" + method + "'");
        }
        PathTemplate path = parsed("path", PathTemplate::parse);
        if (head != null && !head.takesOneOf(Dialect.ACS3, Dialect.ROA, Dialect.MNS)) {
            throw yaml.problem("path", "can't be reached: an operation with a path needs the dialect acs3, roa or mns");
        }
        if (head != null && path.toString().equals("/") && !head.takesOneOf(Dialect.MNS)) {
            throw yaml.problem("path", "can't be reached: / is where RPC operations are called");
        }
        return new OperationDefinition.Match(
                method,
                path,
                new Conditions(
                        yaml.strings("query"),
                        yaml.has("parameters") ? new HashSet<>(yaml.stringList("parameters")) : null,
                        headers()));
    }

    /** Only what every signature covers may decide. */
    private Map<String, String> headers() {
        Map<String, String> headers = yaml.strings("headers");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            if (!SIGNED_HEADER.matcher(name).matches()) {
                throw yaml.problem(
                        "headers",
                        "'" + name
                                + "' is not signed by every client; expected content-type, x-acs-… or x-mns-…, in small letters");
            }
            if (header.getValue().isEmpty()) {
                throw yaml.problem("headers", "'" + name + "' needs a value, or '*' for any");
            }
            Dialect[] unsigning = name.startsWith("x-acs-")
                    ? new Dialect[] {Dialect.MNS}
                    : name.startsWith("x-mns-") ? new Dialect[] {Dialect.ACS3, Dialect.ROA} : new Dialect[0];
            if (head != null && head.takesOneOf(unsigning)) {
                throw yaml.problem("headers", "'" + name + "' is not signed in every dialect of this service");
            }
        }
        return headers;
    }

    private List<RequiredPermission> permissions(@Nullable PathTemplate path) {
        Set<String> fromPath = path == null ? Set.of() : path.variables();
        List<RequiredPermission> permissions = new ArrayList<>();
        permissions.add(permission(yaml, fromPath, yaml.has("field") || yaml.has("parameter")));
        if (yaml.has("alsoAuthorise") && yaml.maps("alsoAuthorise").isEmpty()) {
            throw yaml.problem("alsoAuthorise", "expected at least one check");
        }
        for (YamlMap check : yaml.maps("alsoAuthorise")) {
            permissions.add(permission(check.only(CHECK_KEYS), fromPath, true));
        }
        return permissions;
    }

    private static RequiredPermission permission(YamlMap yaml, Set<String> fromPath, boolean named) {
        String action = yaml.matching("action", ACTION, "service:Name");
        Template resource = template(yaml, "resource");
        if (!RESOURCE.matcher(resource.toString()).matches()) {
            throw yaml.problem("resource", "expected an ARN, acs:service:region:account:what, or '*'");
        }
        Naming naming = named ? naming(yaml) : null;
        if (naming == null && yaml.has("pattern")) {
            throw yaml.problem("pattern", "goes with field or parameter");
        }
        Set<String> known = new TreeSet<>(fromPath);
        known.addAll(naming == null ? Set.of() : naming.pattern().variables());
        for (String variable : resource.variables()) {
            boolean parameter = variable.startsWith(PARAMETER_PREFIX) && variable.length() > PARAMETER_PREFIX.length();
            if (!known.contains(variable) && !STANDARD_VARIABLES.contains(variable) && !parameter) {
                throw yaml.problem(
                        "resource",
                        "{" + variable
                                + "} is neither a variable of path or pattern nor region, account or param.<Name>");
            }
        }
        return new RequiredPermission(action, resource, naming);
    }

    private static Naming naming(YamlMap yaml) {
        if (yaml.has("field") == yaml.has("parameter")) {
            throw yaml.problem("field", "expected either field or parameter, where the resource is named");
        }
        Template pattern = template(yaml, "pattern");
        if (!pattern.variablesEndAt("/:")) {
            throw yaml.problem("pattern", "text behind a variable must begin with '/' or ':', where variables end");
        }
        return yaml.has("field")
                ? new Naming(Place.BODY, yaml.requireString("field"), pattern)
                : new Naming(Place.PARAMETER, yaml.requireString("parameter"), pattern);
    }

    private static Template template(YamlMap yaml, String key) {
        return parsed(yaml, key, Template::parse);
    }

    private <T> T parsed(String key, Function<String, T> parser) {
        return parsed(yaml, key, parser);
    }

    private static <T> T parsed(YamlMap yaml, String key, Function<String, T> parser) {
        String text = yaml.requireString(key);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw yaml.problem(key, String.valueOf(e.getMessage()));
        }
    }

    /** A body in which resources are named is read whole before anything is decided, so it can't be large. */
    private long maxBodyBytes(List<RequiredPermission> permissions) {
        long inherited = head == null ? ServiceHead.DEFAULT_BODY_BYTES : head.maxBodyBytes();
        boolean named = permissions.stream()
                .map(RequiredPermission::naming)
                .anyMatch(naming -> naming != null && naming.place() == Place.BODY);
        if (!named) {
            return ServiceHead.maxBodyBytes(yaml, inherited);
        }
        long most = OperationDefinition.MAX_NAMING_BODY_BYTES;
        long own = ServiceHead.maxBodyBytes(yaml, Math.min(inherited, most));
        if (own > most) {
            throw yaml.problem("maxBodyBytes", "expected at most " + most + " where a field of the body is read");
        }
        return own;
    }
}
