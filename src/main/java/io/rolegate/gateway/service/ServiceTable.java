package io.rolegate.gateway.service;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.OperationCatalogue;
import io.rolegate.signature.CallView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every operation that the gateway knows, built in or proxied, and how a call finds its own. Immutable. */
public final class ServiceTable {
    private final List<ServiceDefinition> proxied;
    private final Map<String, Map<String, Target>> rpc = new HashMap<>();
    private final Map<String, ServiceFamily> roa = new HashMap<>();
    private final ServiceFamily messageServices;

    /** @throws IllegalArgumentException where some request could be of two operations */
    public ServiceTable(List<OperationCatalogue> builtIn, List<ServiceDefinition> proxied) {
        this.proxied = List.copyOf(proxied);
        Overlap.among(proxied).forEach(overlap -> {
            throw new IllegalArgumentException(
                    overlap.service().name() + "'s " + overlap.operation().name() + ": " + overlap.why());
        });
        for (OperationCatalogue catalogue : builtIn) {
            catalogue
                    .operations()
                    .forEach(operation -> addRpc(catalogue.version(), new Target.BuiltIn(catalogue, operation)));
        }
        proxied.forEach(this::addRpcOperations);
        Map<String, List<ServiceDefinition>> versions = new HashMap<>();
        proxied.stream().filter(ServiceFamily::isForHeaderDialects).forEach(service -> versions.computeIfAbsent(
                        service.version(), version -> new ArrayList<>())
                .add(service));
        versions.forEach((version, services) -> roa.put(version, new ServiceFamily(services)));
        messageServices = new ServiceFamily(
                proxied.stream().filter(ServiceFamily::isForMessageServices).toList());
    }

    private void addRpcOperations(ServiceDefinition service) {
        service.operations().stream()
                .filter(OperationDefinition::isRpc)
                .forEach(operation ->
                        addRpc(service.version(), new Target.Proxied(service, operation, Map.of(), "/", null)));
    }

    private void addRpc(String version, Target target) {
        Map<String, Target> operations = rpc.computeIfAbsent(version, unseen -> new HashMap<>());
        if (operations.putIfAbsent(target.operation(), target) != null) {
            throw new IllegalArgumentException(
                    "two services claim the operation " + target.operation() + " of version " + version);
        }
    }

    /** The services behind the gateway. */
    public List<ServiceDefinition> proxied() {
        return proxied;
    }

    /** The RPC operation; 404 where there is none. */
    public Target findRpc(String version, String action) {
        Target target = rpc.getOrDefault(version, Map.of()).get(action);
        if (target == null) {
            throw notFound("There is no operation " + action + " in version " + version + ".");
        }
        return target;
    }

    /** The ROA operation of that version by method and path; 404 where there is none. */
    public Target findRoa(String version, CallView call) {
        ServiceFamily family = roa.get(version);
        if (family == null) {
            throw notFound("There is no service of version " + version + ".");
        }
        return found(family.find(call), call, "version " + version);
    }

    /** The message service's operation by method and path; 404 where there is none. */
    public Target findMessageService(CallView call) {
        return found(messageServices.find(call), call, "the message service");
    }

    private static Target found(ServiceFamily.Found found, CallView call, String where) {
        if (found instanceof ServiceFamily.One one) {
            return one.target();
        }
        if (found == ServiceFamily.Nothing.CONDITIONS_UNMET) {
            throw new ApiException(
                    ErrorCode.INVALID_QUERY_STRING,
                    "The query parameters and headers fit no operation " + call.method() + " " + call.rawPath() + ".");
        }
        throw notFound("There is no operation " + call.method() + " " + call.rawPath() + " in " + where + ".");
    }

    private static ApiException notFound(String message) {
        return new ApiException(ErrorCode.INVALID_ACTION_NOT_FOUND, message);
    }
}
