package io.rolegate.console.page.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the wizard asks about a role's trust.
 *
 * @param accountId the account whose users and roles may assume the role, as far as their own policies allow it
 * @param externalId that they must give; empty for none
 * @param mfa whether they must have logged on with an MFA device
 */
record TrustWizard(String accountId, String externalId, boolean mfa) {
    /** The trust policy. */
    String document() {
        JsonObject statement = new JsonObject()
                .put("Action", "sts:AssumeRole")
                .put("Effect", "Allow")
                .put("Principal", new JsonObject().put("RAM", new JsonArray().add("acs:ram::" + accountId + ":root")));
        JsonObject condition = condition();
        if (!condition.isEmpty()) {
            statement.put("Condition", condition);
        }
        return new JsonObject()
                .put("Version", "1")
                .put("Statement", new JsonArray().add(statement))
                .encodePrettily();
    }

    private JsonObject condition() {
        JsonObject condition = new JsonObject();
        if (!externalId.isEmpty()) {
            condition.put("StringEquals", new JsonObject().put("sts:ExternalId", externalId));
        }
        if (mfa) {
            condition.put("Bool", new JsonObject().put("acs:MFAPresent", "true"));
        }
        return condition;
    }
}
