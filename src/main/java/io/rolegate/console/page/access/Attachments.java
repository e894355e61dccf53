package io.rolegate.console.page.access;

import io.rolegate.console.web.Form;
import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Function;

/** The policies of a user, group or role, on its page. */
final class Attachments {
    private Attachments() {}

    /** Those that are attached, and those that may be. */
    static Parts parts(Parts parts, Named holder) {
        return parts.list(
                        "attached",
                        "Policies",
                        "Policy",
                        page -> holder.call("ListPoliciesFor" + holder.entity(), page))
                .list("allPolicies", "Policies", "Policy", page -> holder.inside()
                        .calls()
                        .ram("ListPolicies", Named.most(page)));
    }

    /** Attaching and detaching. */
    static FormPage deeds(FormPage page, Function<Inside, Named> named) {
        return page.deed("attach", inside -> change(named.apply(inside), "AttachPolicyTo", "attached.done"))
                .deed("detach", inside -> change(named.apply(inside), "DetachPolicyFrom", "attached.detached"));
    }

    private static Future<View> change(Named holder, String operation, String done) {
        Map<String, String> policy = policy(holder.inside().form());
        return holder.call(operation + holder.entity(), policy)
                .map(changed -> holder.inside().done(holder.page(), done, policy.getOrDefault("PolicyName", "")));
    }

    /** As chosen in a list, {@code Custom/name}, or typed where there is no list. */
    private static Map<String, String> policy(Form form) {
        String chosen = form.text("policy");
        int slash = chosen.indexOf('/');
        return slash < 0
                ? Named.filled(form, "PolicyType", "PolicyName")
                : Map.of("PolicyType", chosen.substring(0, slash), "PolicyName", chosen.substring(slash + 1));
    }
}
