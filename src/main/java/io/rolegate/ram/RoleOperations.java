package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.identity.Page;
import io.rolegate.identity.Role;
import io.rolegate.policy.PolicyKind;
import io.rolegate.ram.Definition.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Roles and their trust policies. */
final class RoleOperations {

    private RoleOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("CreateRole", Resources.all("role"), RoleOperations::create),
                Definition.read("GetRole", Resources.role(), RoleOperations::get),
                Definition.write("UpdateRole", Resources.role(), RoleOperations::update),
                Definition.write("DeleteRole", Resources.role(), RoleOperations::delete),
                Definition.read("ListRoles", Resources.all("role"), RoleOperations::list));
    }

    private static Work create(Invocation call) {
        Parameters parameters = call.parameters();
        String name = name(call);
        String description = parameters.text("Description", Rules.DESCRIPTION).orElse("");
        String trust = Documents.require(parameters, "AssumeRolePolicyDocument", PolicyKind.TRUST);
        Duration maxSession = Duration.ofSeconds(
                sessionSeconds(parameters, "MaxSessionDuration").orElse(Role.LEAST_SESSION_SECONDS));
        return transaction -> transaction
                .roles()
                .create(call.accountId(), name, description, trust, maxSession)
                .thenApply(role -> new Fields()
                        .put("Role", describe(role).put("AssumeRolePolicyDocument", role.trustPolicy()))
                        .toAnswer());
    }

    private static Work get(Invocation call) {
        String name = name(call);
        return transaction ->
                transaction.roles().require(call.accountId(), name).thenApply(RoleOperations::answer);
    }

    private static Work update(Invocation call) {
        Parameters parameters = call.parameters();
        String name = name(call);
        Optional<String> description = parameters.sent("NewDescription", Rules.DESCRIPTION);
        Optional<String> trust = parameters
                .text("NewAssumeRolePolicyDocument")
                .map(document -> Documents.check("NewAssumeRolePolicyDocument", document, PolicyKind.TRUST));
        OptionalInt maxSession = sessionSeconds(parameters, "NewMaxSessionDuration");
        return transaction -> transaction
                .roles()
                .require(call.accountId(), name)
                .thenCompose(role -> transaction
                        .roles()
                        .update(
                                call.accountId(),
                                role.name(),
                                description.orElse(role.description()),
                                trust.orElse(role.trustPolicy()),
                                maxSession.isPresent()
                                        ? Duration.ofSeconds(maxSession.getAsInt())
                                        : role.maxSessionDuration()))
                .thenApply(RoleOperations::answer);
    }

    private static Work delete(Invocation call) {
        String name = name(call);
        return transaction -> transaction.roles().delete(call.accountId(), name).thenApply(done -> Answer.empty());
    }

    private static Work list(Invocation call) {
        Page.Request page = Paging.request(call.parameters());
        return transaction -> transaction.roles().list(call.accountId(), page).thenApply(roles -> new Fields()
                .page("Roles", "Role", roles, role -> describe(role).put("UpdateDate", role.updatedAt()))
                .toAnswer());
    }

    private static String name(Invocation call) {
        return call.parameters().require("RoleName", Rules.ROLE_NAME);
    }

    private static OptionalInt sessionSeconds(Parameters parameters, String name) {
        return parameters.number(name, Role.LEAST_SESSION_SECONDS, Role.MOST_SESSION_SECONDS);
    }

    private static Answer answer(Role role) {
        return new Fields()
                .put(
                        "Role",
                        describe(role)
                                .put("UpdateDate", role.updatedAt())
                                .put("AssumeRolePolicyDocument", role.trustPolicy()))
                .toAnswer();
    }

    private static Fields describe(Role role) {
        return new Fields()
                .put("RoleId", role.id())
                .put("RoleName", role.name())
                .put("Arn", role.arn())
                .put("Description", role.description())
                .put("MaxSessionDuration", role.maxSessionDuration().toSeconds())
                .put("CreateDate", role.createdAt());
    }
}
