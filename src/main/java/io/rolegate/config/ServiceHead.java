package io.rolegate.config;

import io.rolegate.gateway.limit.CallRates;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.service.UpstreamRules;
import io.rolegate.signature.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a service file says besides its operations.
 *
 * @param rates how often its operations may be called, all together
 * @param maxBodyBytes the largest request body of operations that don't say their own
 * @param responseTimeout how long the service may take to begin the answer of such operations
 */
record ServiceHead(
        String name,
        Set<Dialect> dialects,
        String version,
        boolean accountPrefix,
        List<URI> upstreams,
        UpstreamRules upstreamRules,
        CallRates rates,
        long maxBodyBytes,
        Duration responseTimeout) {
    static final Set<String> KEYS = Set.of(
            "name",
            "version",
            "dialects",
            "upstreams",
            "accountPrefix",
            "maxBodyBytes",
            "responseTimeoutSeconds",
            "requestsPerSecond",
            "http2",
            "tls",
            "maxConnections",
            "maxWaiting",
            "connectTimeoutMillis",
            "idleTimeoutSeconds",
            "retries",
            "failureStatuses",
            "healthCheck",
            "ejection",
            "circuitBreaker",
            "operations");
    static final long DEFAULT_BODY_BYTES = 10L << 20;
    static final Duration DEFAULT_RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    private static final long MOST_BODY_BYTES = 1L << 30;
    private static final long MOST_RESPONSE_SECONDS = 3600;
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final Set<String> RATE_KEYS = Set.of("total", "perAccount", "perPrincipal");
    private static final int MAX_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern UPSTREAM =
            Pattern.compile("https?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?/?");
    private static final Map<String, Dialect> DIALECTS =
            Map.of("acs3", Dialect.ACS3, "rpc", Dialect.RPC, "roa", Dialect.ROA, "mns", Dialect.MNS);

    static ServiceHead read(YamlMap yaml) {
        return new ServiceHead(
                yaml.matching("name", NAME, "small letters, digits and '-', beginning with a letter, 63 at most"),
                dialects(yaml),
                yaml.matching("version", VERSION, "letters, digits, '.', '-' and '_', 32 at most"),
                yaml.flag("accountPrefix"),
                upstreams(yaml),
                UpstreamRulesReader.read(yaml),
                rates(yaml),
                maxBodyBytes(yaml, DEFAULT_BODY_BYTES),
                responseTimeout(yaml, DEFAULT_RESPONSE_TIMEOUT));
    }

    static long maxBodyBytes(YamlMap yaml, long otherwise) {
        return yaml.number("maxBodyBytes", otherwise, 1, MOST_BODY_BYTES);
    }

    static Duration responseTimeout(YamlMap yaml, Duration otherwise) {
        return Duration.ofSeconds(
                yaml.number("responseTimeoutSeconds", otherwise.toSeconds(), 1, MOST_RESPONSE_SECONDS));
    }

    /** The rates that a service or operation sets itself. */
    static CallRates rates(YamlMap yaml) {
        YamlMap rates = yaml.section("requestsPerSecond", RATE_KEYS);
        return new CallRates(rate(rates, "total"), rate(rates, "perAccount"), rate(rates, "perPrincipal"));
    }

    private static int rate(YamlMap rates, String key) {
        return Math.toIntExact(rates.number(key, 0, 0, MOST_PER_SECOND));
    }

    private static Set<Dialect> dialects(YamlMap yaml) {
        Set<Dialect> dialects = EnumSet.noneOf(Dialect.class);
        for (String text : yaml.stringList("dialects")) {
            Dialect dialect = DIALECTS.get(text);
            if (dialect == null) {
                throw yaml.problem("dialects", "expected acs3, rpc, roa or mns, not '" + text + "'");
            }
            dialects.add(dialect);
        }
        if (dialects.isEmpty()) {
            throw yaml.problem("dialects", "at least one of acs3, rpc, roa and mns is required");
        }
        return dialects;
    }

    private static List<URI> upstreams(YamlMap yaml) {
        if (yaml.has("upstreams") && yaml.stringList("upstreams").isEmpty()) {
            throw yaml.problem("upstreams", "expected at least one address");
        }
        return yaml.stringList("upstreams").stream()
                .map(text -> {
                    try {
                        return upstream(text);
                    } catch (IllegalArgumentException e) {
                        throw yaml.problem("upstreams", String.valueOf(e.getMessage()));
                    }
                })
                .toList();
    }

    /**
     * Reads an upstream's address.
     *
     * @throws IllegalArgumentException where it is none
     */
    static URI upstream(String text) {
        URI uri = UPSTREAM.matcher(text).matches() ? URI.create(text) : null;
        if (uri == null || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("expected http://host:port or https://host:port, not '" + text + "'");
        }
        return uri;
    }

    /** Whether callers may sign in one of these dialects. */
    boolean takesOneOf(Dialect... some) {
        for (Dialect dialect : some) {
            if (dialects.contains(dialect)) {
                return true;
            }
        }
        return false;
    }

    ServiceDefinition with(List<OperationDefinition> operations) {
        return new ServiceDefinition(
                name, dialects, version, accountPrefix, upstreams, upstreamRules, rates, operations);
    }
}
