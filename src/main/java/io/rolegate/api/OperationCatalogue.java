package io.rolegate.api;

import io.rolegate.identity.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one built-in service, by name. Whatever its operations throw or fail with reaches the caller as a failed
 * stage, the directory's refusals as {@link ApiException}.
 */
public final class OperationCatalogue {
    /** The RPC {@code Version} of operations beyond the original. */
    public static final String OWN_VERSION = "2026-11-01";

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
                operations.stream().collect(Collectors.toUnmodifiableMap(Operation::name, OperationCatalogue::guarded));
    }

    public String service() {
        return service;
    }

    public String version() {
        return version;
    }

    /** The operation of that exact name, or null where there is none. */
    public @Nullable Operation find(String name) {
        return operations.get(name);
    }

    public Collection<Operation> operations() {
        return operations.values();
    }

    private static Operation guarded(Operation operation) {
        return operation instanceof UnsignedOperation unsigned
                ? new GuardedUnsignedOperation(new GuardedOperation(unsigned), unsigned)
                : new GuardedOperation(operation);
    }

    private record GuardedUnsignedOperation(GuardedOperation guarded, UnsignedOperation operation)
            implements UnsignedOperation {
        @Override
        public String name() {
            return guarded.name();
        }

        @Override
        public CompletionStage<Principal> identify(Parameters parameters) {
            return Refusals.translate(() -> operation.identify(parameters));
        }

        @Override
        public CompletionStage<List<Permission>> permissions(Invocation call) {
            return guarded.permissions(call);
        }

        @Override
        public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
            return guarded.execute(call, granted);
        }
    }

    private record GuardedOperation(Operation operation) implements Operation {
        @Override
        public String name() {
            return operation.name();
        }

        @Override
        public CompletionStage<List<Permission>> permissions(Invocation call) {
            return Refusals.translate(() -> operation.permissions(call));
        }

        @Override
        public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
            return Refusals.translate(() -> operation.execute(call, granted));
        }
    }
}
