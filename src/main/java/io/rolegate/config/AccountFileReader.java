package io.rolegate.config;

import io.rolegate.api.TextRule;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.AccountImage.HeldKey;
import io.rolegate.identity.transfer.AccountImage.Owner;
import io.rolegate.identity.transfer.SecretSeal;
import io.rolegate.identity.transfer.Section;
import io.rolegate.policy.NetworkMasks;
import io.rolegate.ram.OidcRules;
import io.rolegate.ram.Rules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads an account file; what it says of the account's entities is read by {@link AccountEntities}. */
final class AccountFileReader {
    /** The version of the format. */
    static final int FORMAT = 1;

    static final TextRule ACCOUNT_ID = TextRule.of(16, 16, c -> c >= '0' && c <= '9', "digits");
    private static final TextRule KEY_ID = Rules.ACCESS_KEY_ID.withFormat(
            text -> text.startsWith("LTAI") && text.length() > "LTAI".length(), "the id of a long-term access key");
    private static final String HASH_PREFIX = "$2";

    private AccountFileReader() {}

    static AccountImage read(YamlMap yaml, AccountFile.Opener opener) {
        AccountPart unsealed = new AccountPart(yaml, "", null)
                .only(
                        "format",
                        "account",
                        "secrets",
                        "owner",
                        "passwordPolicy",
                        "securityPreference",
                        "policies",
                        "groups",
                        "users",
                        "roles",
                        "oidcProviders",
                        "mfaDevices");
        if (!unsealed.has("format")) {
            throw unsealed.problem("format", "is required: this is no account file");
        }
        unsealed.number("format", 0, FORMAT, FORMAT);
        AccountPart account = unsealed.part("account").only("id", "alias");
        String id = account.require("id", ACCOUNT_ID);
        AccountPart file = new AccountPart(yaml, id, seal(unsealed, opener));
        AccountEntities entities = new AccountEntities(file);
        return new AccountImage(
                id,
                account.text("alias", Rules.ACCOUNT_ALIAS).orElse(null),
                owner(file.part("owner").only("password", "accessKeys")),
                file.has("passwordPolicy") ? passwordPolicy(file.part("passwordPolicy")) : null,
                file.has("securityPreference") ? securityPreference(file.part("securityPreference")) : null,
                entities.policies(),
                entities.groups(),
                entities.users(),
                entities.roles(),
                file.section("oidcProviders", OidcRules.PROVIDER_NAME, (name, part) -> entities.provider(part)),
                file.section("mfaDevices", Rules.MFA_DEVICE_NAME, (name, part) -> entities.device(part)));
    }

    private static @Nullable SecretSeal seal(AccountPart file, AccountFile.Opener opener) {
        if (!file.has("secrets")) {
            return null;
        }
        AccountPart secrets = file.part("secrets").only("sealedUnder", "salt", "iterations");
        String under = secrets.require("sealedUnder", AccountPart.ANY);
        if (under.equals("key")) {
            return opener.seal(new SecretSeal.Header(null));
        }
        if (!under.equals("passphrase")) {
            throw secrets.problem("sealedUnder", "expected passphrase or key");
        }
        SecretSeal.Passphrase derivation = new SecretSeal.Passphrase(
                secrets.require("salt", AccountPart.ANY), secrets.number("iterations", 0, 0, Integer.MAX_VALUE));
        if (!derivation.isAcceptable()) {
            throw secrets.problem("salt", "salt and iterations are none that an export writes");
        }
        return opener.seal(new SecretSeal.Header(derivation));
    }

    private static Owner owner(AccountPart part) {
        Secret password = part.sealed("password");
        return new Owner(password == null ? null : hash(part, password), keys(part));
    }

    /** A password's hash; anything else would be a password that nobody can ever give. */
    static String hash(AccountPart part, Secret password) {
        String hash = password.reveal();
        if (!hash.startsWith(HASH_PREFIX)) {
            throw part.problem("password", "holds no hash of a password");
        }
        return hash;
    }

    static Section<HeldKey> keys(AccountPart holder) {
        return holder.section("accessKeys", KEY_ID, (id, part) -> {
            String status = part.only("status", "secret")
                    .text("status", AccountPart.ANY)
                    .orElse(KeyStatus.ACTIVE.wireName());
            for (KeyStatus known : KeyStatus.values()) {
                if (known.wireName().equals(status)) {
                    return new HeldKey(known, part.sealed("secret"));
                }
            }
            throw part.problem("status", "expected Active or Inactive");
        });
    }

    private static PasswordPolicy passwordPolicy(AccountPart part) {
        PasswordPolicy defaults = PasswordPolicy.defaults();
        part.only(AccountImage.fields(defaults).keySet().toArray(String[]::new));
        return new PasswordPolicy(
                part.number(
                        "minimumLength",
                        defaults.minimumLength(),
                        PasswordPolicy.LEAST_MINIMUM_LENGTH,
                        PasswordPolicy.MOST_MINIMUM_LENGTH),
                part.flag("requireLowercase", defaults.requireLowercase()),
                part.flag("requireUppercase", defaults.requireUppercase()),
                part.flag("requireNumbers", defaults.requireNumbers()),
                part.flag("requireSymbols", defaults.requireSymbols()),
                part.flag("hardExpiry", defaults.hardExpiry()),
                part.number("maxAgeDays", defaults.maxAgeDays(), 0, PasswordPolicy.MOST_MAX_AGE_DAYS),
                part.number("reusePrevention", defaults.reusePrevention(), 0, PasswordPolicy.MOST_REUSE_PREVENTION),
                part.number("maxAttempts", defaults.maxAttempts(), 0, PasswordPolicy.MOST_MAX_ATTEMPTS));
    }

    private static SecurityPreference securityPreference(AccountPart part) {
        SecurityPreference defaults = SecurityPreference.defaults();
        part.only(AccountImage.fields(defaults).keySet().toArray(String[]::new));
        return new SecurityPreference(
                part.flag("allowUserToChangePassword", defaults.allowUserToChangePassword()),
                part.flag("allowUserToManageAccessKeys", defaults.allowUserToManageAccessKeys()),
                part.flag("allowUserToManageMfaDevices", defaults.allowUserToManageMfaDevices()),
                part.flag("allowUserToManagePublicKeys", defaults.allowUserToManagePublicKeys()),
                part.flag("saveMfaTicket", defaults.saveMfaTicket()),
                NetworkMasks.parse(part.textOrEmpty("loginNetworkMasks", Rules.NETWORK_MASKS))
                        .orElseThrow(),
                Duration.ofHours(part.number(
                        "loginSessionHours",
                        (int) defaults.loginSessionDuration().toHours(),
                        SecurityPreference.LEAST_SESSION_HOURS,
                        SecurityPreference.MOST_SESSION_HOURS)));
    }
}
