package io.rolegate.cli;

import io.rolegate.gateway.service.RequiredPermission;
import io.rolegate.gateway.service.ServiceDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The actions that services ask for. */
final class KnownActions {
    private KnownActions() {}

    static Set<String> of(List<ServiceDefinition> services) {
        Set<String> actions = new TreeSet<>();
        for (ServiceDefinition service : services) {
            service.operations().forEach(operation -> operation.permissions().stream()
                    .map(RequiredPermission::action)
                    .forEach(actions::add));
        }
        return actions;
    }
}
