package io.rolegate.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enterprise: the owner of users, roles and resources (design, section 5).
 *
 * @param id 16 digits
 * @param alias unique over all accounts, lower case, or null where none is set
 */
public record Account(String id, @Nullable String alias, Instant createdAt) {
    private static final String DOMAIN_SUFFIX = ".onaliyun.com";

    /** The default domain, under which the account's users log on. */
    public String domain() {
        return name() + DOMAIN_SUFFIX;
    }

    /** What stands for the account in logon names: the alias, or the id where none is set. */
    public String name() {
        return alias == null ? id : alias;
    }

    /** The account's owner as a trust policy names it. */
    public String rootArn() {
        return "acs:ram::" + id + ":root";
    }

    /** Strips the default domain's suffix, so that an alias, an id and a domain all name the account alike. */
    public static String nameOf(String aliasOrIdOrDomain) {
        return aliasOrIdOrDomain.endsWith(DOMAIN_SUFFIX)
                ? aliasOrIdOrDomain.substring(0, aliasOrIdOrDomain.length() - DOMAIN_SUFFIX.length())
                : aliasOrIdOrDomain;
    }
}
