package io.rolegate.config;

import io.rolegate.api.ApiException;
import io.rolegate.api.TextRule;
import io.rolegate.identity.Secret;
import io.rolegate.identity.transfer.PolicyLink;
import io.rolegate.identity.transfer.SecretSeal;
import io.rolegate.identity.transfer.Section;
import io.rolegate.policy.PolicyKind;
import io.rolegate.ram.Documents;
import io.rolegate.ram.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of an account file, whose readers demand what the API demands of the same values.
 *
 * @param place what secrets in it were sealed for
 * @param seal opens them; null where they are left out
 */
record AccountPart(YamlMap yaml, String place, @Nullable SecretSeal seal) {
    /** Any text at all. */
    static final TextRule ANY = TextRule.of(1, Integer.MAX_VALUE, c -> true, "");

    private static final TextRule POLICY_LINK = ANY.withFormat(
            text -> PolicyLink.parse(text)
                    .filter(parsed ->
                            Rules.POLICY_NAME.expectedOf(parsed.name()).isEmpty())
                    .isPresent(),
            "System/ or Custom/ and the name of a policy");

    /** Refuses keys that are none of these. */
    AccountPart only(String... known) {
        yaml.only(Set.of(known));
        return this;
    }

    boolean has(String key) {
        return yaml.has(key);
    }

    AccountPart part(String key) {
        return new AccountPart(yaml.map(key), place + "/" + key, seal);
    }

    ConfigException problem(String key, String problem) {
        return yaml.problem(key, problem);
    }

    /** Text that obeys the rule, or none where the key is left out or empty. */
    Optional<String> text(String key, TextRule rule) {
        Optional<String> text = yaml.string(key).filter(value -> !value.isEmpty());
        text.flatMap(rule::expectedOf).ifPresent(expected -> {
            throw problem(key, expected);
        });
        return text;
    }

    String textOrEmpty(String key, TextRule rule) {
        return text(key, rule).orElse("");
    }

    String require(String key, TextRule rule) {
        return text(key, rule).orElseThrow(() -> problem(key, "is required"));
    }

    /** {@code true} or {@code false}; {@code otherwise} where the key is left out. */
    boolean flag(String key, boolean otherwise) {
        return has(key) ? yaml.flag(key) : otherwise;
    }

    /** A whole number; {@code otherwise} where the key is left out. */
    int number(String key, int otherwise, int least, int most) {
        return (int) yaml.number(key, otherwise, least, most);
    }

    /** A well-formed policy document. */
    String document(String key, PolicyKind kind) {
        String text = yaml.requireString(key);
        try {
            return Documents.check(key, text, kind);
        } catch (ApiException malformed) {
            throw problem(key, String.valueOf(malformed.getMessage()));
        }
    }

    /** A secret, if it is there and its like are not left out. */
    @Nullable
    Secret sealed(String key) {
        String text = yaml.string(key).orElse(null);
        if (text == null || seal == null) {
            return null;
        }
        Secret secret = seal.open(text, place + "/" + key);
        if (secret == null) {
            throw problem(
                    key, "can't be opened: another passphrase or key, a changed text, or a secret of something else");
        }
        return secret;
    }

    /** Texts that obey the rule, none of them twice. */
    List<String> texts(String key, TextRule rule) {
        List<String> texts = yaml.stringList(key);
        for (String text : texts) {
            rule.expectedOf(text).ifPresent(expected -> {
                throw problem(key, "'" + text + "' " + expected);
            });
        }
        return texts;
    }

    /** The policies that are attached. */
    List<String> policies() {
        return texts("policies", POLICY_LINK);
    }

    /** Things by their names, which obey the rule and differ by more than case; left out where the key is. */
    <T> Section<T> section(String key, TextRule rule, BiFunction<String, AccountPart, T> reader) {
        return has(key) ? Section.of(named(key, rule, reader)) : Section.leftOut();
    }

    /** Things by their names, which obey the rule and differ by more than case. */
    <T> Map<String, T> named(String key, TextRule rule, BiFunction<String, AccountPart, T> reader) {
        AccountPart names = part(key);
        Map<String, T> items = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names.yaml().keys()) {
            rule.expectedOf(name).ifPresent(expected -> {
                throw names.problem(name, "this name " + expected);
            });
            if (items.containsKey(name)) {
                throw names.problem(name, "this name is there already in another case");
            }
            items.put(name, reader.apply(name, names.part(name)));
        }
        return items;
    }
}
