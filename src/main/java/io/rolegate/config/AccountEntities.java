package io.rolegate.config;

import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.AccountImage.Device;
import io.rolegate.identity.transfer.AccountImage.Group;
import io.rolegate.identity.transfer.AccountImage.Issuer;
import io.rolegate.identity.transfer.AccountImage.Login;
import io.rolegate.identity.transfer.AccountImage.Password;
import io.rolegate.identity.transfer.AccountImage.Policy;
import io.rolegate.identity.transfer.AccountImage.Role;
import io.rolegate.identity.transfer.AccountImage.User;
import io.rolegate.identity.transfer.Section;
import io.rolegate.policy.PolicyKind;
import io.rolegate.ram.OidcRules;
import io.rolegate.ram.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what an account file says of the account's entities. */
final class AccountEntities {
    private static final int DEFAULT_LIMIT_HOURS = 12;

    private final AccountPart file;

    AccountEntities(AccountPart file) {
        this.file = file;
    }

    Section<Policy> policies() {
        return file.section("policies", Rules.POLICY_NAME, (name, part) -> policy(part));
    }

    private static Policy policy(AccountPart part) {
        part.only("description", "defaultVersion", "draftVersion", "versions");
        AccountPart documents = part.part("versions");
        SortedMap<Integer, String> versions = new TreeMap<>();
        for (String id : documents.yaml().keys()) {
            Rules.VERSION_ID.expectedOf(id).ifPresent(expected -> {
                throw documents.problem(id, "the id of a version " + expected);
            });
            versions.put(number(documents, id), documents.document(id, PolicyKind.IDENTITY));
        }
        String defaultVersion = part.require("defaultVersion", Rules.VERSION_ID);
        int number = number(part, "defaultVersion", defaultVersion);
        if (!versions.containsKey(number)) {
            throw part.problem("defaultVersion", "is none of the versions");
        }
        Integer draft = part.text("draftVersion", Rules.VERSION_ID)
                .map(id -> number(part, "draftVersion", id))
                .orElse(null);
        if (draft != null && (draft == number || !versions.containsKey(draft))) {
            throw part.problem("draftVersion", "is none of the versions beside the default one");
        }
        return new Policy(part.textOrEmpty("description", Rules.DESCRIPTION), number, draft, versions);
    }

    private static int number(AccountPart documents, String id) {
        return number(documents, id, id);
    }

    private static int number(AccountPart part, String key, String versionId) {
        try {
            return Integer.parseInt(versionId.substring(1));
        } catch (NumberFormatException tooLarge) {
            throw part.problem(key, "is no version that a policy can have");
        }
    }

    Section<Group> groups() {
        return file.section(
                "groups",
                Rules.GROUP_NAME,
                (name, part) -> new Group(
                        part.only("comments", "policies").textOrEmpty("comments", Rules.COMMENTS),
                        AccountImage.names(part.policies())));
    }

    Section<User> users() {
        return file.section("users", Rules.USER_NAME, (name, part) -> user(part));
    }

    private static User user(AccountPart part) {
        part.only(
                "displayName", "email", "mobilePhone", "comments", "groups", "policies", "loginProfile", "accessKeys");
        RamUser.Details details = new RamUser.Details(
                part.textOrEmpty("displayName", Rules.DISPLAY_NAME),
                part.textOrEmpty("email", Rules.EMAIL),
                part.textOrEmpty("mobilePhone", Rules.MOBILE_PHONE),
                part.textOrEmpty("comments", Rules.COMMENTS));
        return new User(
                details,
                AccountImage.names(part.texts("groups", Rules.GROUP_NAME)),
                AccountImage.names(part.policies()),
                part.has("loginProfile") ? login(part.part("loginProfile")) : null,
                Section.of(AccountFileReader.keys(part).items()));
    }

    private static Login login(AccountPart part) {
        part.only("mfaBindRequired", "passwordResetRequired", "password", "passwordSetAt");
        return new Login(
                part.flag("mfaBindRequired", false), part.flag("passwordResetRequired", false), password(part));
    }

    private static @Nullable Password password(AccountPart part) {
        Secret hash = part.sealed("password");
        if (hash == null) {
            return null;
        }
        String setAt = part.yaml().requireString("passwordSetAt");
        try {
            return new Password(AccountFileReader.hash(part, hash), Instant.parse(setAt));
        } catch (DateTimeParseException noTime) {
            throw part.problem("passwordSetAt", "expected a time such as 2026-01-31T12:00:00Z");
        }
    }

    Section<Role> roles() {
        return file.section("roles", Rules.ROLE_NAME, (name, part) -> role(part));
    }

    private static Role role(AccountPart part) {
        part.only("description", "maxSessionDurationSeconds", "trustPolicy", "policies");
        return new Role(
                part.textOrEmpty("description", Rules.DESCRIPTION),
                Duration.ofSeconds(part.number(
                        "maxSessionDurationSeconds",
                        io.rolegate.identity.Role.LEAST_SESSION_SECONDS,
                        io.rolegate.identity.Role.LEAST_SESSION_SECONDS,
                        io.rolegate.identity.Role.MOST_SESSION_SECONDS)),
                part.document("trustPolicy", PolicyKind.TRUST),
                AccountImage.names(part.policies()));
    }

    Issuer provider(AccountPart part) {
        part.only("issuerUrl", "description", "issuanceLimitHours", "clientIds", "fingerprints");
        List<String> fingerprints = part.texts("fingerprints", OidcRules.FINGERPRINT).stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        return new Issuer(
                part.require("issuerUrl", OidcRules.ISSUER_URL),
                new OidcProvider.Details(
                        part.texts("clientIds", OidcRules.CLIENT_ID),
                        fingerprints,
                        part.textOrEmpty("description", OidcRules.DESCRIPTION),
                        Duration.ofHours(part.number(
                                "issuanceLimitHours",
                                DEFAULT_LIMIT_HOURS,
                                1,
                                OidcProvider.MOST_ISSUANCE_LIMIT_HOURS))));
    }

    Device device(AccountPart part) {
        return new Device(
                part.only("user", "seed").text("user", Rules.USER_NAME).orElse(null), part.sealed("seed"));
    }
}
