package io.rolegate.identity.transfer;

import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SecurityPreference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds of identities and policies, without what belongs to one store: internal ids, times, uses and sessions.
 * Null, or a section that is left out, says nothing of its subject.
 *
 * @param accountId the account that it was taken from
 */
public record AccountImage(
        String accountId,
        @Nullable String alias,
        Owner owner,
        @Nullable PasswordPolicy passwordPolicy,
        @Nullable SecurityPreference securityPreference,
        Section<Policy> policies,
        Section<Group> groups,
        Section<User> users,
        Section<Role> roles,
        Section<Issuer> oidcProviders,
        Section<Device> mfaDevices) {

    /** The same, saying nothing of the alias. */
    public AccountImage withoutAlias() {
        return new AccountImage(
                accountId,
                null,
                owner,
                passwordPolicy,
                securityPreference,
                policies,
                groups,
                users,
                roles,
                oidcProviders,
                mfaDevices);
    }

    /** The account's owner; without secrets the hash of the password is null. */
    public record Owner(@Nullable String passwordHash, Section<HeldKey> accessKeys) {}

    /** An access key; without secrets its secret is null. */
    public record HeldKey(KeyStatus status, @Nullable Secret secret) {}

    /** A password's hash, and what its age counts from. */
    public record Password(String hash, Instant setAt) {}

    /** A login profile; without secrets its password is null. */
    public record Login(boolean mfaBindRequired, boolean passwordResetRequired, @Nullable Password password) {
        /** Its plain fields by their names in files. */
        public Map<String, Object> fields() {
            return AccountImage.fields(
                    "mfaBindRequired", mfaBindRequired, "passwordResetRequired", passwordResetRequired);
        }
    }

    /** A user; {@code policies} as {@link PolicyLink} writes them. */
    public record User(
            RamUser.Details details,
            SortedSet<String> groups,
            SortedSet<String> policies,
            @Nullable Login login,
            Section<HeldKey> accessKeys) {
        /** Its plain fields by their names in files. */
        public Map<String, Object> fields() {
            return AccountImage.fields(
                    "displayName", details.displayName(),
                    "email", details.email(),
                    "mobilePhone", details.mobilePhone(),
                    "comments", details.comments());
        }
    }

    /** A group; {@code policies} as {@link PolicyLink} writes them. */
    public record Group(String comments, SortedSet<String> policies) {
        /** Its plain fields by their names in files. */
        public Map<String, Object> fields() {
            return AccountImage.fields("comments", comments);
        }
    }

    /** A role; {@code policies} as {@link PolicyLink} writes them. */
    public record Role(
            String description, Duration maxSessionDuration, String trustPolicy, SortedSet<String> policies) {
        /** Its plain fields by their names in files. */
        public Map<String, Object> fields() {
            return AccountImage.fields(
                    "description", description,
                    "maxSessionDurationSeconds", maxSessionDuration.toSeconds(),
                    "trustPolicy", trustPolicy);
        }
    }

    /** A custom policy, with the documents of its versions by their numbers; {@code draftVersion} is null where it has no draft. */
    public record Policy(
            String description,
            int defaultVersion,
            @Nullable Integer draftVersion,
            SortedMap<Integer, String> versions) {
        public Policy {
            versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        }

        /** Its plain fields by their names in files. */
        public Map<String, Object> fields() {
            return draftVersion == null
                    ? AccountImage.fields("description", description, "defaultVersion", "v" + defaultVersion)
                    : AccountImage.fields(
                            "description", description,
                            "defaultVersion", "v" + defaultVersion,
                            "draftVersion", "v" + draftVersion);
        }
    }

    /** An OpenID Connect provider. */
    public record Issuer(String issuerUrl, OidcProvider.Details details) {
        /** Its plain fields by their names in files. */
        public Map<String, Object> fields() {
            return AccountImage.fields(
                    "issuerUrl", issuerUrl,
                    "description", details.description(),
                    "issuanceLimitHours", details.issuanceLimit().toHours(),
                    "clientIds", details.clientIds(),
                    "fingerprints", details.fingerprints());
        }
    }

    /** A virtual MFA device and the user it is bound to; without secrets its seed is null. */
    public record Device(@Nullable String user, @Nullable Secret seed) {
        /** Its plain fields by their names in files. */
        public Map<String, Object> fields() {
            return user == null ? Map.of() : AccountImage.fields("user", user);
        }
    }

    /** A password policy's fields by their names in files. */
    public static Map<String, Object> fields(PasswordPolicy policy) {
        return fields(
                "minimumLength", policy.minimumLength(),
                "requireLowercase", policy.requireLowercase(),
                "requireUppercase", policy.requireUppercase(),
                "requireNumbers", policy.requireNumbers(),
                "requireSymbols", policy.requireSymbols(),
                "hardExpiry", policy.hardExpiry(),
                "maxAgeDays", policy.maxAgeDays(),
                "reusePrevention", policy.reusePrevention(),
                "maxAttempts", policy.maxAttempts());
    }

    /** A security preference's fields by their names in files. */
    public static Map<String, Object> fields(SecurityPreference preference) {
        return fields(
                "allowUserToChangePassword", preference.allowUserToChangePassword(),
                "allowUserToManageAccessKeys", preference.allowUserToManageAccessKeys(),
                "allowUserToManageMfaDevices", preference.allowUserToManageMfaDevices(),
                "allowUserToManagePublicKeys", preference.allowUserToManagePublicKeys(),
                "saveMfaTicket", preference.saveMfaTicket(),
                "loginNetworkMasks", preference.loginNetworkMasks().toString(),
                "loginSessionHours", preference.loginSessionDuration().toHours());
    }

    /** Names that differ by more than case, in order. */
    public static SortedSet<String> names(Collection<String> names) {
        SortedSet<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(names);
        return Collections.unmodifiableSortedSet(sorted);
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(fields);
    }
}
