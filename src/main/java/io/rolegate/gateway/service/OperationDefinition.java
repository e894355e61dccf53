package io.rolegate.gateway.service;

import io.rolegate.gateway.limit.CallRates;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a proxied service: how it is recognised, what a caller must be allowed, and its limits.
 *
 * @param match how a request is recognised, or null for RPC operations, which {@code Version} and {@code Action} name
 * @param permissions what a caller needs, the operation's own permission first
 * @param maxBodyBytes the largest request body
 * @param responseTimeout how long the service may take to begin its answer
 * @param rates how often it may be called
 */
public record OperationDefinition(
        String name,
        @Nullable Match match,
        List<RequiredPermission> permissions,
        long maxBodyBytes,
        Duration responseTimeout,
        CallRates rates) {
    /** The methods that the gateway takes. */
    public static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");

    /** The largest body in which resources may be named: it is read whole before anything is decided. */
    public static final int MAX_NAMING_BODY_BYTES = 64 * 1024;

    public OperationDefinition {
        permissions = List.copyOf(permissions);
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("an operation needs a permission: " + name);
        }
    }

    /** The method, path and conditions by which a request is recognised. */
    public record Match(String method, PathTemplate path, Conditions conditions) {
        /** Method and path. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Whether the operation is recognised by {@code Version} and {@code Action}. */
    public boolean isRpc() {
        return match == null;
    }
}
