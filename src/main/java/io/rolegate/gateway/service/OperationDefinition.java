package io.rolegate.gateway.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a proxied service: how it is recognised, and what a caller must be allowed.
 *
 * @param method the HTTP method, or null for RPC operations, which are recognised by {@code Action}
 * @param path the path with its variables, or null for RPC operations
 * @param query parameters that must be there with just this value, for example {@code peekonly=true}
 * @param optionalQuery other parameters that may be there; null admits any
 * @param action the RAM action, for example {@code mns:PeekMessage}
 * @param resource the resource's ARN, from the variables of the path, {@code region}, {@code account} and {@code param.<Name>}
 */
public record OperationDefinition(
        String name,
        @Nullable String method,
        @Nullable Template path,
        Map<String, String> query,
        @Nullable Set<String> optionalQuery,
        String action,
        Template resource,
        List<FurtherCheck> alsoAuthorise) {
    public OperationDefinition {
        query = Map.copyOf(query);
        optionalQuery = optionalQuery == null ? null : Set.copyOf(optionalQuery);
        alsoAuthorise = List.copyOf(alsoAuthorise);
    }

    /** Whether the operation is recognised by {@code Version} and {@code Action}. */
    public boolean isRpc() {
        return path == null;
    }
}
