package io.rolegate.config;

import io.rolegate.gateway.service.UpstreamRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a service's upstreams are dealt with from its definition. */
final class UpstreamRulesReader {
    private static final UpstreamRules DEFAULTS = UpstreamRules.defaults();
    private static final int MOST_CONNECTIONS = 65_536;
    private static final int MOST_WAITING = 1 << 20;
    private static final int MOST_MILLIS = 60_000;
    private static final int MOST_SECONDS = 3600;
    private static final Pattern PATH = Pattern.compile("/[!\"$-~]*");

    private UpstreamRulesReader() {}

    static UpstreamRules read(YamlMap yaml) {
        return new UpstreamRules(
                yaml.flag("http2"),
                tls(yaml),
                integer(yaml, "maxConnections", MOST_CONNECTIONS),
                integer(yaml, "maxWaiting", MOST_WAITING),
                yaml.has("connectTimeoutMillis") ? millis(yaml, "connectTimeoutMillis", 0, 1) : null,
                seconds(yaml, "idleTimeoutSeconds", DEFAULTS.idleTimeout()),
                Math.toIntExact(yaml.number("retries", DEFAULTS.retries(), 0, 10)),
                yaml.numbers("failureStatuses", 400, 599),
                healthCheck(yaml),
                ejection(yaml),
                circuitBreaker(yaml));
    }

    private static UpstreamRules.@Nullable Tls tls(YamlMap yaml) {
        if (!yaml.has("tls")) {
            return null;
        }
        YamlMap tls = yaml.section("tls", Set.of("authorities", "certificate", "key"));
        for (String key : Set.of("certificate", "key")) {
            if (!tls.has(key) && (tls.has("certificate") || tls.has("key"))) {
                throw tls.problem(key, "is required: certificate and key need each other");
            }
        }
        MessageDigest contents = sha256();
        return new UpstreamRules.Tls(
                file(tls, "authorities", contents),
                file(tls, "certificate", contents),
                file(tls, "key", contents),
                HexFormat.of().formatHex(contents.digest()));
    }

    private static @Nullable Path file(YamlMap yaml, String key, MessageDigest contents) {
        Path path = yaml.path(key).orElse(null);
        try {
            contents.update(path == null ? new byte[0] : Files.readAllBytes(path));
        } catch (IOException e) {
            throw yaml.problem(key, path + " can't be read");
        }
        return path;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static UpstreamRules.@Nullable HealthCheck healthCheck(YamlMap yaml) {
        if (!yaml.has("healthCheck")) {
            return null;
        }
        YamlMap check = yaml.section(
                "healthCheck", Set.of("path", "intervalMillis", "timeoutMillis", "healthyAfter", "unhealthyAfter"));
        return new UpstreamRules.HealthCheck(
                check.matching("path", PATH, "a path as it stands in a request, beginning with '/'"),
                Duration.ofMillis(check.number("intervalMillis", 5000, 100, MOST_SECONDS * 1000L)),
                millis(check, "timeoutMillis", 2000, 10),
                times(check, "healthyAfter", 2),
                times(check, "unhealthyAfter", 3));
    }

    private static int times(YamlMap yaml, String key, int otherwise) {
        return Math.toIntExact(yaml.number(key, otherwise, 1, 100));
    }

    private static UpstreamRules.Ejection ejection(YamlMap yaml) {
        YamlMap ejection = yaml.section("ejection", Set.of("failures", "restSeconds"));
        return new UpstreamRules.Ejection(
                failures(ejection, DEFAULTS.ejection().failures()),
                seconds(ejection, "restSeconds", DEFAULTS.ejection().rest()));
    }

    private static UpstreamRules.CircuitBreaking circuitBreaker(YamlMap yaml) {
        UpstreamRules.CircuitBreaking defaults = DEFAULTS.circuitBreaker();
        YamlMap circuitBreaker = yaml.section("circuitBreaker", Set.of("failures", "windowSeconds", "openSeconds"));
        return new UpstreamRules.CircuitBreaking(
                failures(circuitBreaker, defaults.failures()),
                seconds(circuitBreaker, "windowSeconds", defaults.window()),
                seconds(circuitBreaker, "openSeconds", defaults.open()));
    }

    private static int failures(YamlMap yaml, int otherwise) {
        return Math.toIntExact(yaml.number("failures", otherwise, 0, 1_000_000));
    }

    private static Duration seconds(YamlMap yaml, String key, Duration otherwise) {
        return Duration.ofSeconds(yaml.number(key, otherwise.toSeconds(), 1, MOST_SECONDS));
    }

    private static Duration millis(YamlMap yaml, String key, long otherwise, long least) {
        return Duration.ofMillis(yaml.number(key, otherwise, least, MOST_MILLIS));
    }

    private static @Nullable Integer integer(YamlMap yaml, String key, int most) {
        return yaml.has(key) ? Math.toIntExact(yaml.number(key, 0, 1, most)) : null;
    }
}
