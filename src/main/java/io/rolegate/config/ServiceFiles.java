package io.rolegate.config;

import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.Overlap;
import io.rolegate.gateway.service.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads sets of service definitions, one file a service (design, section 9). */
public final class ServiceFiles {
    private static final List<String> BUNDLED = List.of("container-service.yaml", "message-service.yaml");

    private ServiceFiles() {}

    /** Every {@code *.yaml} of a folder, in the order of their names. */
    public static List<YamlSource> folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .map(YamlSource::file)
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(folder.toString(), "", "cannot be listed: " + e.getMessage());
        }
    }

    /** The files that the program carries with it. */
    public static List<YamlSource> bundled() {
        return BUNDLED.stream()
                .map(name -> YamlSource.resource("config/services/" + name))
                .toList();
    }

    /** Reads definitions that are to be in force together; a {@link ConfigException} names all that is wrong with them. */
    public static List<ServiceDefinition> read(List<YamlSource> sources) {
        List<Finding> findings = new ArrayList<>();
        List<ServiceFile> files = new ArrayList<>();
        for (YamlSource source : sources) {
            ServiceFile file = ConfigException.collecting(findings, () -> ServiceFile.read(source));
            if (file != null) {
                files.add(file);
            }
        }
        findings.addAll(repeatedNames(files));
        if (findings.isEmpty()) {
            findings.addAll(overlaps(files));
        }
        if (!findings.isEmpty()) {
            throw new ConfigException(findings);
        }
        return files.stream().map(ServiceFile::definition).toList();
    }

    private static List<Finding> repeatedNames(List<ServiceFile> files) {
        List<Finding> findings = new ArrayList<>();
        Map<String, ServiceFile> names = new HashMap<>();
        for (ServiceFile file : files) {
            ServiceFile other = names.putIfAbsent(file.definition().name(), file);
            if (other != null) {
                findings.add(file.finding("name", "'" + file.definition().name() + "' is taken by " + other.name()));
            }
        }
        return findings;
    }

    private static List<Finding> overlaps(List<ServiceFile> files) {
        Map<ServiceDefinition, ServiceFile> byDefinition = new HashMap<>();
        files.forEach(file -> byDefinition.put(file.definition(), file));
        return Overlap.among(files.stream().map(ServiceFile::definition).toList()).stream()
                .map(overlap -> finding(overlap, byDefinition))
                .toList();
    }

    private static Finding finding(Overlap overlap, Map<ServiceDefinition, ServiceFile> files) {
        ServiceFile file = files.get(overlap.service());
        OperationDefinition operation = overlap.operation();
        if (file == null) {
            throw new IllegalStateException("no file holds " + overlap.service().name());
        }
        return file.finding(operation, operation.isRpc() ? "name" : "path", overlap.why());
    }
}
