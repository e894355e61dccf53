package io.rolegate.console.page.access;

import io.rolegate.console.web.Form;
import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Roles: whom they trust, for how long, and which policies they have. */
final class RolePages {
    private final FormPage list =
            new FormPage("roles", inside -> Named.role(inside).all());
    private final FormPage wizard = new FormPage(
                    "role-new",
                    inside -> Future.succeededFuture(
                            Map.of("own", inside.identity().accountId())))
            .deed("create", RolePages::create);
    private final FormPage role = new FormPage("role", RolePages::role)
            .deed("edit", RolePages::edit)
            .deed("trust", RolePages::trust)
            .deed("delete", inside -> Named.role(inside).delete("role.deleted"));

    /** Ties the pages to their addresses. */
    void mount(Site site) {
        list.mount(site, "roles");
        wizard.mount(site, "create-role");
        Attachments.deeds(role, Named::role).mount(site, "roles/:name");
    }

    private static Future<View> create(Inside inside) {
        Map<String, String> parameters = Named.filled(inside.form(), "RoleName", "Description", "MaxSessionDuration");
        parameters.put("AssumeRolePolicyDocument", trustOf(inside));
        return Named.role(inside).create(parameters, "role.created");
    }

    private static String trustOf(Inside inside) {
        Form form = inside.form();
        boolean mfa = form.text("mfa").equals("true");
        return switch (form.text("trusted")) {
            case "document" -> form.lines("document");
            case "own" -> new TrustWizard(inside.identity().accountId(), "", mfa).document();
            default -> new TrustWizard(form.text("account"), form.text("externalId"), mfa).document();
        };
    }

    private static Future<Map<String, Object>> role(Inside inside) {
        Named role = Named.role(inside);
        Parts parts = new Parts(inside).subject("subject", role.call("GetRole").map(answer -> {
            String trust = answer.getJsonObject("Role").getString("AssumeRolePolicyDocument");
            return answer.put("trust", PolicyText.pretty(trust));
        }));
        return Attachments.parts(parts, role).read().map(model -> {
            model.put("name", role.name());
            return model;
        });
    }

    private static Future<View> edit(Inside inside) {
        return update(inside, Named.sent(inside.form(), "NewDescription", "NewMaxSessionDuration"), "attributes.set");
    }

    private static Future<View> trust(Inside inside) {
        Map<String, String> trust = new HashMap<>();
        trust.put("NewAssumeRolePolicyDocument", inside.form().lines("document"));
        return update(inside, trust, "role.trustSet");
    }

    private static Future<View> update(Inside inside, Map<String, String> changed, String done) {
        Named role = Named.role(inside);
        return role.call("UpdateRole", changed).map(updated -> inside.done(role.page(), done));
    }
}
