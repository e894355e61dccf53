package io.rolegate.gateway.service;

import io.rolegate.api.Operation;
import io.rolegate.api.OperationCatalogue;
import io.rolegate.api.UnsignedOperation;
import io.rolegate.signature.Dialect;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request asks for: an operation of our own, or one of a service behind the gateway. */
public sealed interface Target {
    /** The dialects whose signature covers RPC parameters, those of a form included. */
    Set<Dialect> RPC_DIALECTS = Set.of(Dialect.ACS3, Dialect.RPC);

    /** The service's name in metrics and audit records. */
    String service();

    /** The operation's name in metrics and audit records. */
    String operation();

    /** Whether a request signed in that dialect may ask for it. */
    boolean takes(Dialect dialect);

    /** The operation where it is called without a signature; null for all others. */
    default @Nullable UnsignedOperation unsigned() {
        return null;
    }

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

        @Override
        public boolean takes(Dialect dialect) {
            return RPC_DIALECTS.contains(dialect);
        }

        @Override
        public @Nullable UnsignedOperation unsigned() {
            return definition instanceof UnsignedOperation unsigned ? unsigned : null;
        }
    }

    /**
     * An operation of a proxied service.
     *
     * @param variables the path's variables, decoded
     * @param path the path to forward, without the account prefix: in the spelling by which it was found
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

        @Override
        public boolean takes(Dialect dialect) {
            return definition.dialects().contains(dialect)
                    && (!operationDefinition.isRpc() || RPC_DIALECTS.contains(dialect));
        }
    }
}
