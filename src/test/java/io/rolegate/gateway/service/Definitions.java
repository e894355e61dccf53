package io.rolegate.gateway.service;

import io.rolegate.gateway.limit.CallRates;
import io.rolegate.signature.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Definitions of services for tests. */
final class Definitions {
    private static final RequiredPermission PERMISSION = new RequiredPermission("test:Act", Template.parse("*"), null);

    private Definitions() {}

    static ServiceDefinition service(String name, Dialect dialect, OperationDefinition... operations) {
        return service(name, dialect, false, List.of(operations));
    }

    static ServiceDefinition service(
            String name, Dialect dialect, boolean accountPrefix, List<OperationDefinition> operations) {
        return new ServiceDefinition(
                name,
                Set.of(dialect),
                "v1",
                accountPrefix,
                List.of(),
                UpstreamRules.defaults(),
                CallRates.NONE,
                operations);
    }

    static OperationDefinition rpc(String name) {
        return new OperationDefinition(name, null, List.of(PERMISSION), 1000, Duration.ofSeconds(1), CallRates.NONE);
    }

    /** An operation named after its method and path. */
    static OperationDefinition operation(String method, String path) {
        return operation(method + " " + path, method, path, Conditions.NONE);
    }

    static OperationDefinition operation(String name, String method, String path, Conditions conditions) {
        return new OperationDefinition(
                name,
                new OperationDefinition.Match(method, PathTemplate.parse(path), conditions),
                List.of(PERMISSION),
                1000,
                Duration.ofSeconds(1),
                CallRates.NONE);
    }

    /** The condition that a parameter has a value, any others being there or not. */
    static Conditions query(String name, String value) {
        return new Conditions(Map.of(name, value), null, Map.of());
    }
}
