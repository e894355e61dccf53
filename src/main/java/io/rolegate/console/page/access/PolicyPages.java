package io.rolegate.console.page.access;

import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Managed policies, their versions, and what they are attached to. */
final class PolicyPages {
    private static final String VERSION = "VersionId";
    private static final Map<String, String> NAMES_OF_HOLDERS =
            Map.of("User", "UserName", "Group", "GroupName", "Role", "RoleName");

    private final FormPage list = new FormPage("policies", PolicyPages::policies);
    private final FormPage policy = new FormPage("policy", PolicyPages::policy)
            .deed("describe", PolicyPages::describe)
            .deed("set-default", inside -> change(inside, "SetDefaultPolicyVersion", "policy.defaultSet"))
            .deed("delete-version", inside -> change(inside, "DeletePolicyVersion", "policy.versionDeleted"))
            .deed("publish-draft", inside -> changeDraft(inside, "PublishDraftPolicyVersion", "policy.defaultSet"))
            .deed("delete-draft", inside -> changeDraft(inside, "DeleteDraftPolicyVersion", "policy.versionDeleted"))
            .deed("detach", PolicyPages::detach)
            .deed("delete", PolicyPages::delete);
    private final FormPage version = new FormPage("policy-version", PolicyPages::version);

    /** Ties the pages to their addresses. */
    void mount(Site site) {
        list.mount(site, "policies");
        policy.mount(site, "policies/:type/:name");
        version.mount(site, "policies/:type/:name/versions/:version");
        new PolicyEditors().mount(site);
        Trial.mount(site);
    }

    private static Future<Map<String, Object>> policies(Inside inside) {
        String type = inside.visit().query("PolicyType");
        return new Parts(inside)
                .list("list", "Policies", "Policy", page -> {
                    if (!type.isEmpty()) {
                        page.put("PolicyType", type);
                    }
                    return inside.calls().ram("ListPolicies", page);
                })
                .read()
                .map(model -> {
                    model.put("type", type);
                    return model;
                });
    }

    private static Future<Map<String, Object>> policy(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        Parts parts = new Parts(inside)
                .subject("subject", policy.call("GetPolicy").map(PolicyPages::readable))
                .list("versions", "PolicyVersions", "PolicyVersion", page -> policy.call("ListPolicyVersions", page))
                .part("holders", policy.call("ListEntitiesForPolicy"));
        if (policy.type().equals("Custom")) {
            parts.optional("draft", policy.draft("GetDraftPolicyVersion", Map.of()));
        }
        return parts.read().map(model -> {
            model.put("name", policy.name());
            model.put("type", policy.type());
            model.put("page", policy.page());
            return model;
        });
    }

    private static JsonObject readable(JsonObject answer) {
        JsonObject inForce = answer.getJsonObject("DefaultPolicyVersion");
        return answer.put("document", PolicyText.pretty(inForce.getString("PolicyDocument")));
    }

    private static Future<View> describe(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        return policy.call("UpdatePolicyDescription", Named.sent(inside.form(), "NewDescription"))
                .map(changed -> inside.done(policy.page(), "attributes.set"));
    }

    private static Future<View> change(Inside inside, String operation, String done) {
        return changed(inside, (policy, version) -> policy.call(operation, version), done);
    }

    private static Future<View> changeDraft(Inside inside, String operation, String done) {
        return changed(inside, (policy, version) -> policy.draft(operation, version), done);
    }

    private static Future<View> changed(
            Inside inside, BiFunction<ManagedPolicy, Map<String, String>, Future<JsonObject>> call, String done) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        Map<String, String> version = Named.filled(inside.form(), VERSION);
        return call.apply(policy, version)
                .map(answer -> inside.done(policy.page(), done, version.getOrDefault(VERSION, "")));
    }

    private static Future<View> detach(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        String kind = inside.form().text("kind");
        String holder = inside.form().text("holder");
        return policy.call("DetachPolicyFrom" + kind, Map.of(NAMES_OF_HOLDERS.getOrDefault(kind, "UserName"), holder))
                .map(detached -> inside.done(policy.page(), "policy.detached", holder));
    }

    private static Future<View> delete(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        return policy.call("DeletePolicy").map(deleted -> inside.done("policies", "policy.deleted", policy.name()));
    }

    /** A version, and how it differs from another: the one in force, unless one is chosen. */
    private static Future<Map<String, Object>> version(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        String shown = inside.path("version");
        return policy.call("ListPolicyVersions").compose(answer -> {
            List<JsonObject> listed = answer.getJsonObject("PolicyVersions").getJsonArray("PolicyVersion").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            List<String> versions =
                    listed.stream().map(one -> one.getString(VERSION)).toList();
            String inForce = listed.stream()
                    .filter(one -> one.getBoolean("IsDefaultVersion"))
                    .map(one -> one.getString(VERSION))
                    .findFirst()
                    .orElse(shown);
            String chosen = inside.visit().query("against");
            String against = versions.contains(chosen) ? chosen : inForce;
            Future<String> document = policy.document(shown);
            Future<String> other = against.equals(shown) ? document : policy.document(against);
            return Future.all(document, other).map(both -> {
                Map<String, Object> model = new HashMap<>();
                model.put("name", policy.name());
                model.put("page", policy.page());
                model.put("version", shown);
                model.put("versions", versions);
                model.put("against", against);
                model.put("document", PolicyText.pretty(document.result()));
                model.put("diff", PolicyText.diff(other.result(), document.result()));
                return model;
            });
        });
    }
}
