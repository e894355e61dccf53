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
    private final Reading first;

    private ServiceSource(
            Supplier<List<YamlSource>> reader,
            boolean changeable,
            Map<String, List<URI>> upstreams,
            Map<String, List<URI>> addresses,
            Reading first) {
        this.reader = reader;
        this.changeable = changeable;
        this.upstreams = Map.copyOf(upstreams);
        this.addresses = Map.copyOf(addresses);
        this.first = new Reading(first.files(), replaced(first.definitions()));
    }

    /** Files, and what they define. */
    public record Reading(List<YamlSource> files, List<ServiceDefinition> definitions) {
        /** This, where each service says where it runs; a {@link ConfigException} otherwise. */
        public Reading complete() {
            for (ServiceDefinition service : definitions) {
                if (service.upstreams().isEmpty()) {
                    throw new ConfigException("service " + service.name(), "upstreams", "at least one is required");
                }
            }
            return this;
        }
    }

    /**
     * The {@code *.yaml} files of a folder, which are read; a {@link ConfigException} names all that is wrong with them.
     *
     * @param upstreams replacements of services' upstreams, by service
     */
    public static ServiceSource folder(Path folder, Map<String, List<URI>> upstreams) {
        return read(() -> ServiceFiles.folder(folder), true, upstreams);
    }

    /** The files that the program carries with it. */
    static ServiceSource bundled(Map<String, List<URI>> upstreams) {
        return read(ServiceFiles::bundled, false, upstreams);
    }

    private static ServiceSource read(
            Supplier<List<YamlSource>> reader, boolean changeable, Map<String, List<URI>> upstreams) {
        List<YamlSource> files = reader.get();
        return new ServiceSource(reader, changeable, upstreams, Map.of(), new Reading(files, ServiceFiles.read(files)));
    }

    /** The same files, with the upstreams replaced of those services that there are. */
    public ServiceSource withAddresses(Map<String, List<URI>> addresses) {
        return new ServiceSource(reader, changeable, upstreams, addresses, first);
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

    /** What was read when this was made. */
    public Reading first() {
        return first;
    }

    /** The files as they are now. */
    public List<YamlSource> files() {
        return reader.get();
    }

    /** What the files define; a {@link ConfigException} names all that is wrong with them. */
    public Reading read(List<YamlSource> files) {
        return new Reading(files, replaced(ServiceFiles.read(files)));
    }

    private List<ServiceDefinition> replaced(List<ServiceDefinition> definitions) {
        List<ServiceDefinition> services = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(upstreams.keySet());
        for (ServiceDefinition service : definitions) {
            unknown.remove(service.name());
            List<URI> replacement = upstreams.getOrDefault(service.name(), addresses.get(service.name()));
            services.add(replacement == null ? service : service.withUpstreams(replacement));
        }
        if (!unknown.isEmpty()) {
            throw new ConfigException("option --upstream", "", "there is no service " + String.join(", ", unknown));
        }
        return services;
    }
}
