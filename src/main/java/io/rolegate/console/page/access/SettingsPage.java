package io.rolegate.console.page.access;

import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** What an account is called, and what it demands of passwords and log-ons. */
final class SettingsPage {
    private static final List<String> PASSWORD_FLAGS = List.of(
            "RequireLowercaseCharacters",
            "RequireUppercaseCharacters",
            "RequireNumbers",
            "RequireSymbols",
            "HardExpiry");
    private static final String[] PASSWORD_NUMBERS = {
        "MinimumPasswordLength", "MaxPasswordAge", "PasswordReusePrevention", "MaxLoginAttemps"
    };
    private static final List<String> ALLOWED_TO_USERS =
            List.of("AllowUserToChangePassword", "AllowUserToManageAccessKeys", "AllowUserToManageMFADevices");
    private static final List<String> COUNTED = List.of("Users", "Groups", "Roles", "Policies");

    private SettingsPage() {}

    /** Ties the page to its address. */
    static void mount(Site site) {
        new FormPage("settings", SettingsPage::settings)
                .deed("alias", inside -> set(inside, "SetAccountAlias", Named.filled(inside.form(), "AccountAlias")))
                .deed("clear-alias", inside -> set(inside, "ClearAccountAlias", Map.of()))
                .deed("passwords", SettingsPage::setPasswords)
                .deed("log-ons", SettingsPage::setLogOns)
                .mount(site, "settings");
    }

    private static Future<Map<String, Object>> settings(Inside inside) {
        return new Parts(inside)
                .part("alias", inside.calls().ram("GetAccountAlias", Map.of()))
                .part("summary", inside.calls().ram("GetAccountSummary", Map.of()))
                .part("passwords", inside.calls().ram("GetPasswordPolicy", Map.of()))
                .part("logOns", inside.calls().ram("GetSecurityPreference", Map.of()))
                .read()
                .map(model -> {
                    model.put("accountId", inside.identity().accountId());
                    model.put("counted", COUNTED);
                    model.put("flags", PASSWORD_FLAGS);
                    model.put("numbers", PASSWORD_NUMBERS);
                    return model;
                });
    }

    private static Future<View> setPasswords(Inside inside) {
        Map<String, String> parameters = Named.filled(inside.form(), PASSWORD_NUMBERS);
        return set(inside, "SetPasswordPolicy", Named.ticked(parameters, inside.form(), PASSWORD_FLAGS));
    }

    private static Future<View> setLogOns(Inside inside) {
        Map<String, String> parameters = Named.sent(inside.form(), "LoginNetworkMasks", "LoginSessionDuration");
        return set(inside, "SetSecurityPreference", Named.ticked(parameters, inside.form(), ALLOWED_TO_USERS));
    }

    private static Future<View> set(Inside inside, String operation, Map<String, String> parameters) {
        return inside.calls().ram(operation, parameters).map(set -> inside.done("settings", "settings.set"));
    }
}
