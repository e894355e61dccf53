package io.rolegate.identity.transfer;

import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.transfer.AccountImage.Device;
import io.rolegate.identity.transfer.AccountImage.Group;
import io.rolegate.identity.transfer.AccountImage.HeldKey;
import io.rolegate.identity.transfer.AccountImage.Issuer;
import io.rolegate.identity.transfer.AccountImage.Login;
import io.rolegate.identity.transfer.AccountImage.Owner;
import io.rolegate.identity.transfer.AccountImage.Password;
import io.rolegate.identity.transfer.AccountImage.Policy;
import io.rolegate.identity.transfer.AccountImage.Role;
import io.rolegate.identity.transfer.AccountImage.User;
import io.rolegate.policy.NetworkMasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Random accounts over few names, so that two of them have much in common. What never changes in an account (the document of a
 * version, the secret of a key, the issuer of a provider) follows from its name.
 */
final class Images {
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "yes",
            "null",
            "~",
            "0x1F",
            "12",
            "1.5",
            " leading and trailing ",
            "a: b # c",
            "- x",
            "'\"`",
            "two\nlines",
            "trailing \nblank\n\n",
            "tab\there",
            "carriage\r\nreturn",
            "\nfirst line empty",
            "  \n indented",
            "Zürich 東京 🚀",
            "{flow: [map]}",
            "%percent",
            "@at",
            "!tag",
            "&anchor *alias",
            "---",
            "...",
            "|",
            "\u2028separator",
            "para\u2029graph",
            "\uFEFFmark");
    private static final List<String> LAYOUTS = List.of(
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s:*\",\"Resource\":\"*\"}]}",
            "{\n  \"Version\": \"1\",\n  \"Statement\": [{\"Effect\": \"Deny\",\n\t\"Action\": \"%s:*\", \"Resource\": \"*\"}]\n}",
            "{\n  \"Version\": \"1\", \n\n\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"%s:Ünï*\", \"Resource\": \"*\"}]}\n",
            "\r\n {\"Version\": \"1\",\r\n\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"%s:Get\", \"Resource\": \"*\"}]}");

    private final Random random;
    private final String accountId;

    Images(long seed, String accountId) {
        this.random = new Random(seed);
        this.accountId = accountId;
    }

    AccountImage next() {
        Map<String, Policy> policies = some(List.of("orders", "Billing", "read-only", "null"), this::policy);
        Map<String, Group> groups =
                some(List.of("developers", "Operators", "on"), name -> new Group(text(), links(policies)));
        Map<String, User> users = some(
                List.of("amy", "Bob", "carol.d_e-f", "true", "007"), name -> user(name, groups.keySet(), policies));
        return new AccountImage(
                accountId,
                random.nextBoolean() ? "alias-" + accountId : null,
                new Owner("$2a$12$owner" + random.nextInt(2), Section.of(keys("owner"))),
                new PasswordPolicy(
                        8 + random.nextInt(25), flag(), flag(), flag(), flag(), flag(), random.nextInt(9), 3, 2),
                new SecurityPreference(
                        flag(),
                        flag(),
                        flag(),
                        flag(),
                        flag(),
                        NetworkMasks.parse(flag() ? "" : "10.0.0.0/8;192.168.1.1")
                                .orElseThrow(),
                        Duration.ofHours(1 + random.nextInt(24))),
                Section.of(policies),
                Section.of(groups),
                Section.of(users),
                Section.of(some(List.of("message-operator", "Auditor", "no"), name -> role(policies))),
                Section.of(some(List.of("okta", "GitHub_1"), this::provider)),
                Section.of(devices(new ArrayList<>(users.keySet()))));
    }

    private Policy policy(String name) {
        SortedMap<Integer, String> versions = new TreeMap<>();
        for (int number = 1; number <= 7; number++) {
            if (random.nextInt(2) == 0 && versions.size() < 5) {
                versions.put(number, document(name, number));
            }
        }
        if (versions.isEmpty()) {
            versions.put(3, document(name, 3));
        }
        List<Integer> numbers = new ArrayList<>(versions.keySet());
        int defaultVersion = numbers.remove(random.nextInt(numbers.size()));
        Integer draft = numbers.isEmpty() || flag() ? null : numbers.get(random.nextInt(numbers.size()));
        return new Policy(text(), defaultVersion, draft, versions);
    }

    private static String document(String name, int number) {
        return String.format(LAYOUTS.get((name.length() + number) % LAYOUTS.size()), "mns" + number);
    }

    private User user(String name, Iterable<String> groups, Map<String, Policy> policies) {
        return new User(
                new RamUser.Details(
                        flag() ? "" : "Amy B.", flag() ? "" : "amy@example.com", flag() ? "" : "86-123", text()),
                names(groups),
                links(policies),
                flag() ? null : new Login(flag(), flag(), password()),
                Section.of(keys(name)));
    }

    private Password password() {
        return new Password(
                "$2a$12$hash" + random.nextInt(3), Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(5)));
    }

    private Role role(Map<String, Policy> policies) {
        return new Role(
                text(),
                Duration.ofSeconds(3600 + random.nextInt(5)),
                trust(flag() ? accountId : "1234567890123456"),
                links(policies));
    }

    private static String trust(String account) {
        return "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":"
                + "{\"RAM\":[\"acs:ram::" + account + ":root\"]}}]}";
    }

    private Issuer provider(String name) {
        return new Issuer(
                "https://" + name.toLowerCase(Locale.ROOT).replace('_', '-') + ".example.com",
                new OidcProvider.Details(
                        flag() ? List.of() : List.of("client-b", "client-A", "client-a"),
                        flag() ? List.of() : List.of("ab".repeat(20)),
                        text(),
                        Duration.ofHours(1 + random.nextInt(168))));
    }

    private Map<String, Device> devices(List<String> users) {
        return some(
                List.of("phone", "Tablet"),
                name -> new Device(
                        users.isEmpty() || flag() ? null : users.remove(random.nextInt(users.size())),
                        Secret.of("seed of " + name)));
    }

    private Map<String, HeldKey> keys(String holder) {
        List<String> ids = List.of(id(holder, 1), id(holder, 2));
        return some(
                ids, id -> new HeldKey(flag() ? KeyStatus.ACTIVE : KeyStatus.INACTIVE, Secret.of("secret of " + id)));
    }

    private String id(String holder, int number) {
        return "LTAI" + accountId + holder.replaceAll("[^A-Za-z0-9]", "") + number;
    }

    private SortedSet<String> links(Map<String, Policy> policies) {
        List<String> all = new ArrayList<>(List.of("System/AdministratorAccess", "System/AliyunSTSAssumeRoleAccess"));
        policies.keySet().forEach(name -> all.add("Custom/" + name));
        return names(all);
    }

    private SortedSet<String> names(Iterable<String> all) {
        List<String> some = new ArrayList<>();
        all.forEach(name -> {
            if (flag()) {
                some.add(name);
            }
        });
        return AccountImage.names(some);
    }

    private <T> Map<String, T> some(List<String> names, Function<String, T> item) {
        Map<String, T> some = new LinkedHashMap<>();
        for (String name : names) {
            if (random.nextInt(3) > 0) {
                some.put(name, item.apply(name));
            }
        }
        return some;
    }

    private boolean flag() {
        return random.nextBoolean();
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
