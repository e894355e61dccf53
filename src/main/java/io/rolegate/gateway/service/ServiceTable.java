package io.rolegate.gateway.service;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.OperationCatalogue;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every operation that the gateway knows, built in or proxied, and how a call finds its own. Immutable. */
public final class ServiceTable {
    private static final int ACCOUNT_ID_LENGTH = 16;
    private static final Set<Dialect> HEADER_DIALECTS = Set.of(Dialect.ACS3, Dialect.ROA);

    private final Map<String, Target> rpc = new HashMap<>();
    private final Map<String, List<ServiceDefinition>> roa = new HashMap<>();
    private final List<ServiceDefinition> messageServices = new ArrayList<>();

    /** @throws IllegalArgumentException where two services claim the same RPC operation */
    public ServiceTable(List<OperationCatalogue> builtIn, List<ServiceDefinition> proxied) {
        for (OperationCatalogue catalogue : builtIn) {
            catalogue
                    .operations()
                    .forEach(operation -> addRpc(catalogue.version(), new Target.BuiltIn(catalogue, operation)));
        }
        proxied.forEach(this::add);
    }

    private void add(ServiceDefinition service) {
        service.operations().stream()
                .filter(OperationDefinition::isRpc)
                .forEach(operation ->
                        addRpc(service.version(), new Target.Proxied(service, operation, Map.of(), "/", null)));
        if (service.dialects().stream().anyMatch(HEADER_DIALECTS::contains)) {
            roa.computeIfAbsent(service.version(), version -> new ArrayList<>()).add(service);
        }
        if (service.dialects().contains(Dialect.MNS)) {
            messageServices.add(service);
        }
    }

    private void addRpc(String version, Target target) {
        if (rpc.putIfAbsent(version + ' ' + target.operation(), target) != null) {
            throw new IllegalArgumentException(
                    "two services claim the operation " + target.operation() + " of version " + version);
        }
    }

    /** The RPC operation; 404 where there is none. */
    public Target findRpc(String version, String action) {
        Target target = rpc.get(version + ' ' + action);
        if (target == null) {
            throw notFound("There is no operation " + action + " in version " + version + ".");
        }
        return target;
    }

    /** The ROA operation of that version by method and path; 404 where there is none. */
    public Target findRoa(String version, CallView call) {
        return find(roa.getOrDefault(version, List.of()), call, "version " + version);
    }

    /** The message service's operation by method and path; 404 where there is none. */
    public Target findMessageService(CallView call) {
        return find(messageServices, call, "the message service");
    }

    private static Target find(List<ServiceDefinition> services, CallView call, String where) {
        for (ServiceDefinition service : services) {
            Target found = match(service, call);
            if (found != null) {
                return found;
            }
        }
        throw notFound("There is no operation " + call.method() + " " + call.rawPath() + " in " + where + ".");
    }

    private static @Nullable Target match(ServiceDefinition service, CallView call) {
        String account = service.accountPrefix() ? accountPrefix(call.rawPath()) : null;
        String path = account == null ? call.rawPath() : call.rawPath().substring(1 + ACCOUNT_ID_LENGTH);
        boolean pathKnown = false;
        for (OperationDefinition operation : service.operations()) {
            Map<String, String> variables = matchPath(operation, call.method(), path);
            if (variables == null) {
                continue;
            }
            pathKnown = true;
            if (queryFits(operation, call.query())) {
                return new Target.Proxied(service, operation, decoded(variables), path, account);
            }
        }
        if (pathKnown) {
            throw new ApiException(
                    ErrorCode.INVALID_QUERY_STRING,
                    "The query parameters fit no operation " + call.method() + " " + call.rawPath() + ".");
        }
        return null;
    }

    private static @Nullable Map<String, String> matchPath(OperationDefinition operation, String method, String path) {
        Template template = operation.path();
        return template == null || !method.equals(operation.method()) ? null : template.match(path, "/");
    }

    private static boolean queryFits(OperationDefinition operation, List<Parameter> query) {
        int required = 0;
        for (Parameter parameter : query) {
            String value = operation.query().get(parameter.name());
            if (value != null) {
                if (!value.equals(parameter.value())) {
                    return false;
                }
                required++;
            } else if (operation.optionalQuery() != null
                    && !operation.optionalQuery().contains(parameter.name())) {
                return false;
            }
        }
        return required == operation.query().size();
    }

    private static @Nullable String accountPrefix(String path) {
        if (path.length() <= ACCOUNT_ID_LENGTH + 1 || path.charAt(ACCOUNT_ID_LENGTH + 1) != '/') {
            return null;
        }
        for (int index = 1; index <= ACCOUNT_ID_LENGTH; index++) {
            if (path.charAt(index) < '0' || path.charAt(index) > '9') {
                return null;
            }
        }
        return path.substring(1, ACCOUNT_ID_LENGTH + 1);
    }

    private static Map<String, String> decoded(Map<String, String> variables) {
        for (String value : variables.values()) {
            if (value.indexOf('%') >= 0) {
                Map<String, String> decoded = new HashMap<>();
                // A plus is itself in a path; the decoder is one for forms.
                variables.forEach((name, raw) ->
                        decoded.put(name, URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8)));
                return decoded;
            }
        }
        return variables;
    }

    private static ApiException notFound(String message) {
        return new ApiException(ErrorCode.INVALID_ACTION_NOT_FOUND, message);
    }
}
