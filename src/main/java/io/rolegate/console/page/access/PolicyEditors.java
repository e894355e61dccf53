package io.rolegate.console.page.access;

import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where policy documents are written: a new policy, and a new version of one. */
final class PolicyEditors {
    private static final String START =
            """
            {
              "Version" : "1",
              "Statement" : [ {
                "Effect" : "Allow",
                "Action" : [ "mns:SendMessage" ],
                "Resource" : [ "acs:mns:*:*:/queues/orders-*/messages" ]
              } ]
            }""";
    private static final String COMPARE = "compare";
    private static final String REPLACE_OLDEST = "DeleteOldestNonDefaultVersionWhenLimitExceeded";

    private final FormPage create = new FormPage("policy-new", inside -> editor(inside, Future.succeededFuture(START)));
    private final FormPage change = new FormPage("policy-edit", PolicyEditors::editor);

    /** Ties the pages to their addresses. */
    void mount(Site site) {
        create.deed("fill", inside -> create.show(inside, Map.of()))
                .deed("create", PolicyEditors::create)
                .deed("simulate", inside -> simulate(create, inside))
                .mount(site, "create-policy");
        change.deed("save", PolicyEditors::save)
                .deed("draft", PolicyEditors::saveDraft)
                .deed("simulate", inside -> simulate(change, inside))
                .deed(COMPARE, inside -> change.show(inside, Map.of()))
                .mount(site, "policies/:type/:name/edit");
    }

    private static Future<Map<String, Object>> editor(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        Future<String> inForce = inForce(policy);
        return editor(inside, inForce).map(model -> {
            model.put("name", policy.name());
            model.put("page", policy.page());
            if (inside.form().text("deed").equals(COMPARE)) {
                model.put(
                        "diff", PolicyText.diff(inForce.result(), inside.form().lines("document")));
            }
            return model;
        });
    }

    private static Future<String> inForce(ManagedPolicy policy) {
        return policy.call("GetPolicy")
                .map(answer -> answer.getJsonObject("DefaultPolicyVersion").getString("PolicyDocument"));
    }

    private static Future<Map<String, Object>> editor(Inside inside, Future<String> start) {
        Parts parts = new Parts(inside)
                .list("allUsers", "Users", "User", page -> inside.calls().ram("ListUsers", Named.most(page)))
                .list("allRoles", "Roles", "Role", page -> inside.calls().ram("ListRoles", Named.most(page)));
        return start.compose(document -> parts.read().map(model -> {
            model.put("document", PolicyText.pretty(document));
            return model;
        }));
    }

    private static Future<View> create(Inside inside) {
        Map<String, String> parameters = Named.filled(inside.form(), "PolicyName", "Description");
        parameters.put("PolicyDocument", inside.form().lines("document"));
        return inside.calls().ram("CreatePolicy", parameters).map(created -> {
            String name = created.getJsonObject("Policy").getString("PolicyName");
            return inside.done(ManagedPolicy.page(name), "policy.created", name);
        });
    }

    private static Future<View> save(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        Map<String, String> parameters = Named.ticked(written(inside), inside.form(), List.of("SetAsDefault"));
        return policy.call("CreatePolicyVersion", parameters)
                .map(saved -> inside.done(
                        policy.page(),
                        "policy.versionCreated",
                        saved.getJsonObject("PolicyVersion").getString("VersionId")));
    }

    private static Future<View> saveDraft(Inside inside) {
        ManagedPolicy policy = ManagedPolicy.of(inside);
        return policy.draft("CreateDraftPolicyVersion", written(inside))
                .map(saved -> inside.done(
                        policy.page(),
                        "policy.draftCreated",
                        saved.getJsonObject("DraftPolicyVersion").getString("VersionId")));
    }

    private static Map<String, String> written(Inside inside) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("PolicyDocument", inside.form().lines("document"));
        if (inside.form().text("rotate").equals("true")) {
            parameters.put("RotateStrategy", REPLACE_OLDEST);
        }
        return parameters;
    }

    private static Future<View> simulate(FormPage page, Inside inside) {
        return Trial.results(inside).compose(results -> page.show(inside, Map.of("results", results)));
    }
}
