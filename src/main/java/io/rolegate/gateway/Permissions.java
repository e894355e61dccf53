package io.rolegate.gateway;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Permission;
import io.rolegate.gateway.service.FurtherCheck;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.Target;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request needs to be allowed: asked of a built-in operation, or filled in from a service definition's templates. */
final class Permissions {
    private static final String PARAMETER_PREFIX = "param.";

    private final String region;

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
        refuseForeignAccount(authenticated, target);
        String resource = operation.resource().expand(name -> value(name, authenticated, target));
        if (operation.alsoAuthorise().isEmpty()) {
            return List.of(Permission.of(operation.action(), resource));
        }
        List<Permission> permissions = new ArrayList<>();
        permissions.add(Permission.of(operation.action(), resource));
        operation.alsoAuthorise().forEach(check -> permissions.add(further(check, authenticated, target)));
        return permissions;
    }

    /** A resource of another account is denied by its ARN; where the ARN names no account, the prefix alone tells. */
    private static void refuseForeignAccount(Authenticated authenticated, Target.Proxied target) {
        String named = target.namedAccount();
        if (named != null
                && !named.equals(authenticated.caller().principal().accountId())
                && !target.operationDefinition().resource().variables().contains("account")) {
            throw new ApiException(
                    ErrorCode.NO_PERMISSION, "The account " + named + " is not yours. Assume a role of that account.");
        }
    }

    private Permission further(FurtherCheck check, Authenticated authenticated, Target.Proxied target) {
        if (!(authenticated.body() instanceof RequestBody.Whole whole)) {
            throw RequestBody.tooLarge(RequestBody.BUFFERED_BYTES);
        }
        String named = BodyField.read(whole.bytes(), check.field());
        Map<String, String> variables = named == null ? null : check.pattern().match(named, "/:");
        String account = variables == null ? null : variables.get("account");
        if (variables == null || (account != null && !account.equals(account(authenticated, target)))) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    check.field(),
                    check.field() + " must be of the form " + check.pattern() + ", in your own account.");
        }
        return Permission.of(check.action(), check.resource().expand(name -> {
            String found = variables.get(name);
            return found == null || name.equals("region") ? value(name, authenticated, target) : found;
        }));
    }

    private String value(String name, Authenticated authenticated, Target.Proxied target) {
        if (name.equals("region")) {
            return region;
        }
        if (name.equals("account")) {
            return account(authenticated, target);
        }
        @Nullable
        String value = name.startsWith(PARAMETER_PREFIX)
                ? authenticated.call().parameter(name.substring(PARAMETER_PREFIX.length()))
                : target.variables().get(name);
        if (value == null || value.isEmpty()) {
            throw new ApiException(
                    ErrorCode.MISSING_PARAMETER,
                    "The parameter " + name.replace(PARAMETER_PREFIX, "") + " is required.");
        }
        return value;
    }

    private static String account(Authenticated authenticated, Target.Proxied target) {
        String named = target.namedAccount();
        return named == null ? authenticated.caller().principal().accountId() : named;
    }
}
