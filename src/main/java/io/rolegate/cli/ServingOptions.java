package io.rolegate.cli;

import io.rolegate.config.RolegateSettings;
import io.rolegate.config.ServiceSource;
import io.rolegate.config.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that {@code demo} and {@code serve} share (design, section 10). */
final class ServingOptions {
    @Option(names = "--port", paramLabel = "N", description = "Port of the API listener; 0: any free one.")
    private @Nullable Integer port;

    @Option(names = "--console-port", paramLabel = "N", description = "Port of the console; 0: any free one.")
    private @Nullable Integer consolePort;

    @Option(names = "--management-port", paramLabel = "N", description = "Port of metrics and health; 0: any free one.")
    private @Nullable Integer managementPort;

    @Option(names = "--store", paramLabel = "JDBC_URL", description = "The identity store, H2 or PostgreSQL.")
    private @Nullable String store;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Holds the key that encrypts secrets in the store.")
    private @Nullable Path keyFile;

    @Option(names = "--redis", paramLabel = "URI", description = "Where nodes share nonces and rates.")
    private @Nullable String redis;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; default: config/rolegate.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Written once every listener answers, removed at a clean exit.")
    private @Nullable Path readyFile;

    @Option(
            names = "--upstream",
            paramLabel = "SERVICE=URL",
            description = "Replaces a service's upstreams; repeatable.")
    private List<String> upstreams = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Nullable
    Path readyFile() {
        return readyFile;
    }

    /** The settings; {@code presets} stand where neither options nor environment say anything else. */
    RolegateSettings settings(Map<String, String> presets) {
        Map<String, String> options = new HashMap<>();
        put(options, "api.port", port);
        put(options, "console.port", consolePort);
        put(options, "management.port", managementPort);
        put(options, "store.url", store);
        put(options, "store.keyFile", keyFile);
        put(options, "redis.uri", redis);
        return SettingsReader.read(config, System.getenv(), options, presets, upstreams());
    }

    /** The addresses given by {@code --upstream}, by service. */
    Map<String, List<URI>> upstreams() {
        Map<String, List<URI>> addresses = new TreeMap<>();
        for (String upstream : upstreams) {
            int equals = upstream.indexOf('=');
            try {
                if (equals <= 0) {
                    throw new IllegalArgumentException("expected SERVICE=URL, not '" + upstream + "'");
                }
                addresses
                        .computeIfAbsent(upstream.substring(0, equals), service -> new ArrayList<>())
                        .add(ServiceSource.upstream(upstream.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--upstream: " + e.getMessage(), e);
            }
        }
        return addresses;
    }

    private static void put(Map<String, String> options, String key, @Nullable Object value) {
        if (value != null) {
            options.put(key, value.toString());
        }
    }
}
