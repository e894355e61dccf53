package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.policy.NetworkMasks;
import io.rolegate.ram.Definition.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** What an account demands of passwords and log-ons. What a call leaves out stays as it is. */
final class SecuritySettingsOperations {
    private SecuritySettingsOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("SetPasswordPolicy", Resources.none(), SecuritySettingsOperations::setPasswordPolicy),
                Definition.read("GetPasswordPolicy", Resources.none(), SecuritySettingsOperations::getPasswordPolicy),
                Definition.write(
                        "SetSecurityPreference", Resources.none(), SecuritySettingsOperations::setSecurityPreference),
                Definition.read(
                        "GetSecurityPreference", Resources.none(), SecuritySettingsOperations::getSecurityPreference));
    }

    private static Work setPasswordPolicy(Invocation call) {
        UnaryOperator<PasswordPolicy> change = passwordPolicy(call.parameters());
        return transaction -> transaction
                .securitySettings()
                .passwordPolicy(call.accountId())
                .thenApply(change)
                .thenCompose(policy -> transaction
                        .securitySettings()
                        .setPasswordPolicy(call.accountId(), policy)
                        .thenApply(done -> describe(policy)));
    }

    private static UnaryOperator<PasswordPolicy> passwordPolicy(Parameters parameters) {
        OptionalInt minimumLength = parameters.range(
                "MinimumPasswordLength", PasswordPolicy.LEAST_MINIMUM_LENGTH, PasswordPolicy.MOST_MINIMUM_LENGTH);
        Optional<Boolean> lowercase = parameters.flag("RequireLowercaseCharacters");
        Optional<Boolean> uppercase = parameters.flag("RequireUppercaseCharacters");
        Optional<Boolean> numbers = parameters.flag("RequireNumbers");
        Optional<Boolean> symbols = parameters.flag("RequireSymbols");
        Optional<Boolean> hardExpiry = parameters.flag("HardExpiry");
        OptionalInt maxAge = parameters.range("MaxPasswordAge", 0, PasswordPolicy.MOST_MAX_AGE_DAYS);
        OptionalInt reuse = parameters.range("PasswordReusePrevention", 0, PasswordPolicy.MOST_REUSE_PREVENTION);
        OptionalInt attempts = parameters.range("MaxLoginAttemps", 0, PasswordPolicy.MOST_MAX_ATTEMPTS);
        return old -> new PasswordPolicy(
                minimumLength.orElse(old.minimumLength()),
                lowercase.orElse(old.requireLowercase()),
                uppercase.orElse(old.requireUppercase()),
                numbers.orElse(old.requireNumbers()),
                symbols.orElse(old.requireSymbols()),
                hardExpiry.orElse(old.hardExpiry()),
                maxAge.orElse(old.maxAgeDays()),
                reuse.orElse(old.reusePrevention()),
                attempts.orElse(old.maxAttempts()));
    }

    private static Work getPasswordPolicy(Invocation call) {
        return transaction -> transaction
                .securitySettings()
                .passwordPolicy(call.accountId())
                .thenApply(SecuritySettingsOperations::describe);
    }

    private static Work setSecurityPreference(Invocation call) {
        UnaryOperator<SecurityPreference> change = securityPreference(call.parameters());
        return transaction -> transaction
                .securitySettings()
                .securityPreference(call.accountId())
                .thenApply(change)
                .thenCompose(preference -> transaction
                        .securitySettings()
                        .setSecurityPreference(call.accountId(), preference)
                        .thenApply(done -> describe(preference)));
    }

    private static UnaryOperator<SecurityPreference> securityPreference(Parameters parameters) {
        Optional<Boolean> changePassword = parameters.flag("AllowUserToChangePassword");
        Optional<Boolean> accessKeys = parameters.flag("AllowUserToManageAccessKeys");
        Optional<Boolean> mfaDevices = parameters.flag("AllowUserToManageMFADevices");
        Optional<Boolean> publicKeys = parameters.flag("AllowUserToManagePublicKeys");
        Optional<Boolean> saveTicket = parameters.flag("EnableSaveMFATicket");
        Optional<NetworkMasks> masks = parameters
                .sent("LoginNetworkMasks", Rules.NETWORK_MASKS)
                .map(text -> NetworkMasks.parse(text).orElseThrow());
        OptionalInt hours = parameters.range(
                "LoginSessionDuration", SecurityPreference.LEAST_SESSION_HOURS, SecurityPreference.MOST_SESSION_HOURS);
        return old -> new SecurityPreference(
                changePassword.orElse(old.allowUserToChangePassword()),
                accessKeys.orElse(old.allowUserToManageAccessKeys()),
                mfaDevices.orElse(old.allowUserToManageMfaDevices()),
                publicKeys.orElse(old.allowUserToManagePublicKeys()),
                saveTicket.orElse(old.saveMfaTicket()),
                masks.orElse(old.loginNetworkMasks()),
                hours.isPresent() ? Duration.ofHours(hours.getAsInt()) : old.loginSessionDuration());
    }

    private static Work getSecurityPreference(Invocation call) {
        return transaction -> transaction
                .securitySettings()
                .securityPreference(call.accountId())
                .thenApply(SecuritySettingsOperations::describe);
    }

    private static Answer describe(PasswordPolicy policy) {
        return new Fields()
                .put(
                        "PasswordPolicy",
                        new Fields()
                                .put("MinimumPasswordLength", policy.minimumLength())
                                .put("RequireLowercaseCharacters", policy.requireLowercase())
                                .put("RequireUppercaseCharacters", policy.requireUppercase())
                                .put("RequireNumbers", policy.requireNumbers())
                                .put("RequireSymbols", policy.requireSymbols())
                                .put("HardExpiry", policy.hardExpiry())
                                .put("MaxPasswordAge", policy.maxAgeDays())
                                .put("PasswordReusePrevention", policy.reusePrevention())
                                .put("MaxLoginAttemps", policy.maxAttempts()))
                .toAnswer();
    }

    private static Answer describe(SecurityPreference preference) {
        Fields ofLogin = new Fields()
                .put("EnableSaveMFATicket", preference.saveMfaTicket())
                .put("AllowUserToChangePassword", preference.allowUserToChangePassword())
                .put("LoginSessionDuration", preference.loginSessionDuration().toHours())
                .put("LoginNetworkMasks", preference.loginNetworkMasks().toString());
        return new Fields()
                .put(
                        "SecurityPreference",
                        new Fields()
                                .put("LoginProfilePreference", ofLogin)
                                .put(
                                        "AccessKeyPreference",
                                        new Fields()
                                                .put(
                                                        "AllowUserToManageAccessKeys",
                                                        preference.allowUserToManageAccessKeys()))
                                .put(
                                        "MFAPreference",
                                        new Fields()
                                                .put(
                                                        "AllowUserToManageMFADevices",
                                                        preference.allowUserToManageMfaDevices()))
                                .put(
                                        "PublicKeyPreference",
                                        new Fields()
                                                .put(
                                                        "AllowUserToManagePublicKeys",
                                                        preference.allowUserToManagePublicKeys())))
                .toAnswer();
    }
}
