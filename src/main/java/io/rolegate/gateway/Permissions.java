package io.rolegate.gateway;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Permission;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.RequiredPermission;
import io.rolegate.gateway.service.Target;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request needs to be allowed: asked of a built-in operation, or filled in from a service definition's templates. */
final class Permissions {
    private static final String PARAMETER_PREFIX = "param.";
    private static final String REGION = "region";
    private static final String ACCOUNT = "account";

    private final String region;
    private final NamedResources names = new NamedResources();

    Permissions(String region) {
        this.region = region;
    }

    Future<List<Permission>> of(Authenticated authenticated) {
        if (authenticated.target() instanceof Target.BuiltIn builtIn) {
            return authenticated.exchange().await(builtIn.definition().permissions(authenticated.invocation()));
        }
        return Future.succeededFuture(proxied(authenticated, (Target.Proxied) authenticated.target()));
    }

    private List<Permission> proxied(Authenticated authenticated, Target.Proxied target) {
        OperationDefinition operation = target.operationDefinition();
        List<RequiredPermission> required = operation.permissions();
        RequiredPermission first = required.get(0);
        if (required.size() == 1 && first.naming() == null) {
            return List.of(needed(first, Map.of(), authenticated, target));
        }
        List<Permission> permissions = new ArrayList<>();
        for (RequiredPermission permission : required) {
            if (permission.naming() == null) {
                permissions.add(needed(permission, Map.of(), authenticated, target));
            } else {
                addNamed(permission, permission.naming(), authenticated, target, permissions);
            }
        }
        return permissions;
    }

    /**
     * Whether a request names another account than the caller's where the ARN of its resource names none; a resource whose ARN
     * does is denied by the ARN.
     */
    static boolean areOfAnotherAccount(Authenticated authenticated) {
        if (!(authenticated.target() instanceof Target.Proxied target)) {
            return false;
        }
        String named = target.namedAccount();
        return named != null
                && !named.equals(authenticated.caller().principal().accountId())
                && !target.operationDefinition()
                        .permissions()
                        .get(0)
                        .resource()
                        .variables()
                        .contains(ACCOUNT);
    }

    private void addNamed(
            RequiredPermission permission,
            RequiredPermission.Naming naming,
            Authenticated authenticated,
            Target.Proxied target,
            List<Permission> permissions) {
        List<String> named = named(naming, authenticated);
        if (named.isEmpty()) {
            throw new ApiException(ErrorCode.MISSING_PARAMETER, "The parameter " + naming.name() + " is required.");
        }
        for (String name : named) {
            Map<String, String> variables = naming.pattern().match(name, "/:");
            if (variables == null
                    || differs(variables.get(REGION), region)
                    || differs(variables.get(ACCOUNT), account(authenticated, target))) {
                throw new ApiException(
                        ErrorCode.INVALID_PARAMETER,
                        naming.name(),
                        naming.name() + " must be of the form " + naming.pattern()
                                + ", in this region and your own account.");
            }
            permissions.add(needed(permission, variables, authenticated, target));
        }
    }

    private static boolean differs(@Nullable String named, String own) {
        return named != null && !named.equals(own);
    }

    private List<String> named(RequiredPermission.Naming naming, Authenticated authenticated) {
        if (naming.place() == RequiredPermission.Place.PARAMETER) {
            return names.inParameters(authenticated.call(), naming.name());
        }
        if (!(authenticated.body() instanceof RequestBody.Whole whole)) {
            throw RequestBody.tooLarge(RequestBody.BUFFERED_BYTES);
        }
        return names.inBody(authenticated.call(), whole.bytes(), naming.name());
    }

    private Permission needed(
            RequiredPermission permission,
            Map<String, String> named,
            Authenticated authenticated,
            Target.Proxied target) {
        return Permission.of(permission.action(), permission.resource().expand(name -> {
            String found = named.get(name);
            return found == null ? value(name, authenticated, target) : printable(name, found);
        }));
    }

    private String value(String name, Authenticated authenticated, Target.Proxied target) {
        if (name.equals(REGION)) {
            return region;
        }
        if (name.equals(ACCOUNT)) {
            return account(authenticated, target);
        }
        String fromPath = target.variables().get(name);
        return fromPath == null ? parameter(name, authenticated) : fromPath;
    }

    private static String parameter(String name, Authenticated authenticated) {
        String parameter = name.startsWith(PARAMETER_PREFIX) ? name.substring(PARAMETER_PREFIX.length()) : name;
        String value = only(parameter, authenticated);
        if (value == null || value.isEmpty()) {
            throw new ApiException(ErrorCode.MISSING_PARAMETER, "The parameter " + parameter + " is required.");
        }
        return printable(parameter, value);
    }

    /** A parameter's value, which decides; refused where the service could take another parameter for it. */
    private static @Nullable String only(String name, Authenticated authenticated) {
        if (authenticated.call().hasOtherSpelling(name)) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER, name, name + " is given more than once, or in other letters.");
        }
        return authenticated.call().parameter(name);
    }

    /** A resource's name stands in headers and records. */
    private static String printable(String name, String value) {
        for (int index = 0; index < value.length(); index++) {
            if (Character.isISOControl(value.charAt(index))) {
                throw new ApiException(ErrorCode.INVALID_PARAMETER, name, name + " must not have control characters.");
            }
        }
        return value;
    }

    private static String account(Authenticated authenticated, Target.Proxied target) {
        String named = target.namedAccount();
        return named == null ? authenticated.caller().principal().accountId() : named;
    }
}
