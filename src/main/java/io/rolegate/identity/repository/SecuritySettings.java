package io.rolegate.identity.repository;

import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.SecurityPreference;
import java.util.concurrent.CompletionStage;

/** What an account demands of passwords and log-ons; accounts that never set it have the defaults. */
public interface SecuritySettings {
    CompletionStage<PasswordPolicy> passwordPolicy(String accountId);

    CompletionStage<Void> setPasswordPolicy(String accountId, PasswordPolicy policy);

    CompletionStage<SecurityPreference> securityPreference(String accountId);

    CompletionStage<Void> setSecurityPreference(String accountId, SecurityPreference preference);
}
