package io.rolegate.config;

import io.rolegate.identity.Secret;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.AccountImage.HeldKey;
import io.rolegate.identity.transfer.AccountImage.Login;
import io.rolegate.identity.transfer.AccountImage.Password;
import io.rolegate.identity.transfer.AccountImage.Policy;
import io.rolegate.identity.transfer.AccountImage.User;
import io.rolegate.identity.transfer.SecretSeal;
import io.rolegate.identity.transfer.Section;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Writes an account as {@link AccountFile} reads it: names in order, nothing that is empty, documents as they were written. */
public final class AccountFileWriter {
    private final @Nullable SecretSeal seal;
    private final AccountImage image;

    private AccountFileWriter(AccountImage image, @Nullable SecretSeal seal) {
        this.image = image;
        this.seal = seal;
    }

    /**
     * The text of the file.
     *
     * @param seal seals the image's secrets; without one they are left out
     */
    public static String write(AccountImage image, @Nullable SecretSeal seal) {
        return YamlText.of(new AccountFileWriter(image, seal).file());
    }

    private Map<String, Object> file() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", AccountFileReader.FORMAT);
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("id", image.accountId());
        put(account, "alias", image.alias());
        file.put("account", account);
        put(file, "secrets", seal == null ? null : header(seal.header()));
        Map<String, Object> owner = new LinkedHashMap<>();
        String hash = image.owner().passwordHash();
        putSealed(owner, image.accountId() + "/owner", "password", hash == null ? null : Secret.of(hash));
        owner.put("accessKeys", keys(image.accountId() + "/owner", image.owner().accessKeys()));
        file.put("owner", owner);
        put(
                file,
                "passwordPolicy",
                image.passwordPolicy() == null ? null : AccountImage.fields(image.passwordPolicy()));
        put(
                file,
                "securityPreference",
                image.securityPreference() == null ? null : AccountImage.fields(image.securityPreference()));
        section(file, "policies", image.policies(), (place, policy) -> policy(policy));
        section(file, "groups", image.groups(), (place, group) -> {
            Map<String, Object> fields = plain(group.fields());
            put(fields, "policies", group.policies());
            return fields;
        });
        section(file, "users", image.users(), this::user);
        section(file, "roles", image.roles(), (place, role) -> {
            Map<String, Object> fields = plain(role.fields());
            put(fields, "policies", role.policies());
            return fields;
        });
        section(file, "oidcProviders", image.oidcProviders(), (place, provider) -> plain(provider.fields()));
        section(file, "mfaDevices", image.mfaDevices(), (place, device) -> {
            Map<String, Object> fields = plain(device.fields());
            putSealed(fields, place, "seed", device.seed());
            return fields;
        });
        return file;
    }

    private static Map<String, Object> header(SecretSeal.Header header) {
        Map<String, Object> fields = new LinkedHashMap<>();
        SecretSeal.Passphrase derivation = header.passphrase();
        fields.put("sealedUnder", derivation == null ? "key" : "passphrase");
        if (derivation != null) {
            fields.put("salt", derivation.salt());
            fields.put("iterations", derivation.iterations());
        }
        return fields;
    }

    private static Map<String, Object> policy(Policy policy) {
        Map<String, Object> fields = plain(policy.fields());
        Map<String, Object> versions = new LinkedHashMap<>();
        policy.versions().forEach((number, document) -> versions.put("v" + number, document));
        fields.put("versions", versions);
        return fields;
    }

    private Map<String, Object> user(String place, User user) {
        Map<String, Object> fields = plain(user.fields());
        put(fields, "groups", user.groups());
        put(fields, "policies", user.policies());
        Login login = user.login();
        if (login != null) {
            fields.put("loginProfile", login(place + "/loginProfile", login));
        }
        put(fields, "accessKeys", keys(place, user.accessKeys()));
        return fields;
    }

    private Map<String, Object> login(String place, Login login) {
        Map<String, Object> fields = plain(login.fields());
        Password password = login.password();
        if (password != null && seal != null) {
            putSealed(fields, place, "password", Secret.of(password.hash()));
            fields.put("passwordSetAt", password.setAt().toString());
        }
        return fields;
    }

    private Map<String, Object> keys(String holder, Section<HeldKey> keys) {
        Map<String, Object> all = new LinkedHashMap<>();
        keys.items().forEach((id, key) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("status", key.status().wireName());
            putSealed(fields, holder + "/accessKeys/" + id, "secret", key.secret());
            all.put(id, fields);
        });
        return all;
    }

    private <T> void section(
            Map<String, Object> file,
            String name,
            Section<T> section,
            BiFunction<String, T, Map<String, Object>> writer) {
        if (section.isStated()) {
            Map<String, Object> items = new LinkedHashMap<>();
            section.items()
                    .forEach((key, item) ->
                            items.put(key, writer.apply(image.accountId() + "/" + name + "/" + key, item)));
            file.put(name, items);
        }
    }

    private static Map<String, Object> plain(Map<String, Object> fields) {
        Map<String, Object> filled = new LinkedHashMap<>();
        fields.forEach((name, value) -> put(filled, name, value));
        return filled;
    }

    private void putSealed(Map<String, Object> fields, String place, String name, @Nullable Secret secret) {
        if (secret != null && seal != null) {
            fields.put(name, seal.seal(secret, place + "/" + name));
        }
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        boolean empty = value == null
                || (value instanceof String text && text.isEmpty())
                || (value instanceof Collection<?> items && items.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (!empty) {
            fields.put(name, value);
        }
    }
}
