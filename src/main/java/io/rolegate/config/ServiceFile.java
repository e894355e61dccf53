package io.rolegate.config;

import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.ServiceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that defines one service, and where in it each operation is. What may stand in it is told to editors by
 * {@code config/service.schema.json}; a test holds both together.
 */
final class ServiceFile {
    private final YamlMap yaml;
    private final ServiceDefinition definition;
    private final Map<String, YamlMap> operations;

    private ServiceFile(YamlMap yaml, ServiceDefinition definition, Map<String, YamlMap> operations) {
        this.yaml = yaml;
        this.definition = definition;
        this.operations = operations;
    }

    /** Reads a file; a {@link ConfigException} names file, line and key of all that is wrong with it. */
    static ServiceFile read(YamlSource source) {
        YamlMap yaml = source.read();
        List<Finding> findings = yaml.unknown(ServiceHead.KEYS);
        ServiceHead head = ConfigException.collecting(findings, () -> ServiceHead.read(yaml));
        List<YamlMap> maps = ConfigException.collecting(findings, () -> operations(yaml));
        Map<String, YamlMap> places = new LinkedHashMap<>();
        List<OperationDefinition> operations = new ArrayList<>();
        for (YamlMap map : maps == null ? List.<YamlMap>of() : maps) {
            OperationDefinition operation =
                    ConfigException.collecting(findings, () -> new OperationReader(map, head).read());
            if (operation != null) {
                operations.add(operation);
                if (places.putIfAbsent(operation.name(), map) != null) {
                    findings.add(map.finding("name", "'" + operation.name() + "' is defined twice"));
                }
            }
        }
        if (head == null || !findings.isEmpty()) {
            throw new ConfigException(findings);
        }
        return new ServiceFile(yaml, head.with(operations), places);
    }

    private static List<YamlMap> operations(YamlMap yaml) {
        List<YamlMap> operations = yaml.maps("operations");
        if (operations.isEmpty()) {
            throw yaml.problem("operations", "at least one operation is required");
        }
        return operations;
    }

    /** The file's name. */
    String name() {
        return yaml.sourceName();
    }

    ServiceDefinition definition() {
        return definition;
    }

    /** What is wrong with a key at the top of the file. */
    Finding finding(String key, String problem) {
        return yaml.finding(key, problem);
    }

    /** What is wrong with a key of an operation. */
    Finding finding(OperationDefinition operation, String key, String problem) {
        return operations.getOrDefault(operation.name(), yaml).finding(key, problem);
    }
}
