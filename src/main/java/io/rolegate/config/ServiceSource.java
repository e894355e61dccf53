package io.rolegate.config;

import io.rolegate.gateway.service.ServiceDefinition;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Where service definitions are read from, at start and again whenever files change. Its methods block. */
public final class ServiceSource {
    private final Supplier<List<YamlSource>> reader;
    private final boolean changeable;
    private final Map<String, List<URI>> upstreams;
    private final Map<String, List<URI>> addresses;

    private ServiceSource(
            Supplier<List<YamlSource>> reader,
            boolean changeable,
            Map<String, List<URI>> upstreams,
            Map<String, List<URI>> addresses) {
        this.reader = reader;
        this.changeable = changeable;
        this.upstreams = Map.copyOf(upstreams);
        this.addresses = Map.copyOf(addresses);
    }

    /**
     * The {@code *.yaml} files of a folder.
     *
     * @param upstreams replacements of services' upstreams, by service
     */
    public static ServiceSource folder(Path folder, Map<String, List<URI>> upstreams) {
        return new ServiceSource(() -> ServiceFiles.folder(folder), true, upstreams, Map.of());
    }

    /** The files that the program carries with it. */
    static ServiceSource bundled(Map<String, List<URI>> upstreams) {
        return new ServiceSource(ServiceFiles::bundled, false, upstreams, Map.of());
    }

    /** The same files, with the upstreams replaced of those services that there are. */
    public ServiceSource withAddresses(Map<String, List<URI>> addresses) {
        return new ServiceSource(reader, changeable, upstreams, addresses);
    }

    /**
     * Reads an upstream's address.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static URI upstream(String text) {
        return ServiceHead.upstream(text);
    }

    /** Whether the files can change while the program runs. */
    public boolean isChangeable() {
        return changeable;
    }

    /** The files as they are now. */
    public List<YamlSource> files() {
        return reader.get();
    }

    /** What the files define; a {@link ConfigException} names all that is wrong with them. */
    public List<ServiceDefinition> read(List<YamlSource> files) {
        List<ServiceDefinition> services = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(upstreams.keySet());
        for (ServiceDefinition service : ServiceFiles.read(files)) {
            unknown.remove(service.name());
            List<URI> replacement = upstreams.getOrDefault(service.name(), addresses.get(service.name()));
            services.add(replacement == null ? service : service.withUpstreams(replacement));
        }
        if (!unknown.isEmpty()) {
            throw new ConfigException("option --upstream", "", "there is no service " + String.join(", ", unknown));
        }
        return services;
    }

    /** What the files define, where each service must say where it runs. */
    public List<ServiceDefinition> readComplete(List<YamlSource> files) {
        List<ServiceDefinition> services = read(files);
        for (ServiceDefinition service : services) {
            if (service.upstreams().isEmpty()) {
                throw new ConfigException("service " + service.name(), "upstreams", "at least one is required");
            }
        }
        return services;
    }
}
