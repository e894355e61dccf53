package io.rolegate.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of one built-in service, by name. */
public final class OperationCatalogue {
    private final String service;
    private final String version;
    private final Map<String, Operation> operations;

    /**
     * @param service the name in metrics and audit records, for example {@code ram}
     * @param version the RPC {@code Version}, for example {@code 2015-05-01}
     */
    public OperationCatalogue(String service, String version, List<? extends Operation> operations) {
        this.service = service;
        this.version = version;
        this.operations =
                operations.stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    }

    public String service() {
        return service;
    }

    public String version() {
        return version;
    }

    public @Nullable Operation find(String name) {
        return operations.get(name);
    }

    public Collection<Operation> operations() {
        return operations.values();
    }
}
