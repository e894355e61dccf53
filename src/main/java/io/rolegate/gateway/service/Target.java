package io.rolegate.gateway.service;

import io.rolegate.api.Operation;
import io.rolegate.api.OperationCatalogue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request asks for: an operation of our own, or one of a service behind the gateway. */
public sealed interface Target {
    /** The service's name in metrics and audit records. */
    String service();

    /** The operation's name in metrics and audit records. */
    String operation();

    /** An operation of STS or RAM. */
    record BuiltIn(OperationCatalogue catalogue, Operation definition) implements Target {
        @Override
        public String service() {
            return catalogue.service();
        }

        @Override
        public String operation() {
            return definition.name();
        }
    }

    /**
     * An operation of a proxied service.
     *
     * @param variables the path's variables, decoded
     * @param path the path to forward, as signed, without the account prefix
     * @param namedAccount the account that the path's prefix names, or null
     */
    record Proxied(
            ServiceDefinition definition,
            OperationDefinition operationDefinition,
            Map<String, String> variables,
            String path,
            @Nullable String namedAccount)
            implements Target {
        public Proxied {
            variables = Map.copyOf(variables);
        }

        @Override
        public String service() {
            return definition.name();
        }

        @Override
        public String operation() {
            return operationDefinition.name();
        }
    }
}
