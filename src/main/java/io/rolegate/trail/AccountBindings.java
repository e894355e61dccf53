package io.rolegate.trail;

import io.rolegate.audit.AuditEvent;
import io.rolegate.identity.OwnCredentials;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.PolicyLink;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.SystemPolicies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What binds the callers of an account by all that the account holds. Not for use by several threads. */
public final class AccountBindings implements Bindings {
    private static final String NO_VERSION = "";

    private final AccountImage image;
    private final Map<String, AttachedPolicy> policies = new HashMap<>();
    private final Map<String, Optional<PolicySet>> known = new HashMap<>();

    /** By the versions in force alone. */
    public AccountBindings(AccountImage image) {
        this.image = image;
        image.policies()
                .items()
                .forEach((name, policy) -> policies.put(
                        folded(new PolicyLink(PolicyType.CUSTOM, name).toString()),
                        attached(name, PolicyType.CUSTOM, "v" + policy.defaultVersion(), document(policy))));
    }

    /**
     * With a draft of one of the account's policies.
     *
     * @throws IllegalArgumentException if there is no such custom policy
     */
    public AccountBindings(AccountImage image, String policy, String draft) {
        this(image);
        String link = folded(new PolicyLink(PolicyType.CUSTOM, policy).toString());
        AttachedPolicy inForce = policies.get(link);
        if (inForce == null) {
            throw new IllegalArgumentException("The account " + image.accountId() + " has no policy " + policy);
        }
        policies.put(link, inForce.withDraft(attached(inForce.ref().name(), PolicyType.CUSTOM, "draft", draft)));
    }

    private static String document(AccountImage.Policy policy) {
        return policy.versions().getOrDefault(policy.defaultVersion(), "");
    }

    private static AttachedPolicy attached(String name, PolicyType type, String version, String document) {
        return new AttachedPolicy(
                new PolicyRef(name, type.wireName(), version, ""),
                PolicyDocument.parseFailingClosed(document, PolicyKind.IDENTITY));
    }

    private static String folded(String link) {
        return link.toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<PolicySet> of(RecordedCaller caller, AuditEvent event) {
        return of(caller);
    }

    /** The identity policies of a caller, empty where there is no such user or role. */
    Optional<PolicySet> of(RecordedCaller caller) {
        if (!caller.accountId().equals(image.accountId())) {
            return Optional.of(PolicySet.empty());
        }
        return known.computeIfAbsent(caller.arn(), arn -> caller.isRole() ? role(caller.name()) : user(caller.name()));
    }

    /** The identity policies in force of a user or role by its ARN, or of a role by its name; empty where there is none. */
    public Optional<List<PolicyDocument>> documents(String principal) {
        String user = RamUser.arn(image.accountId(), "");
        String role = Role.arn(image.accountId(), "");
        Optional<PolicySet> found = principal.startsWith(user)
                ? user(principal.substring(user.length()))
                : role(principal.startsWith(role) ? principal.substring(role.length()) : principal);
        return found.map(set -> set.of(PolicyKind.IDENTITY).stream()
                .map(AttachedPolicy::document)
                .toList());
    }

    private Optional<PolicySet> role(String name) {
        AccountImage.Role role = image.roles().items().get(name);
        return role == null ? Optional.empty() : Optional.of(PolicySet.ofIdentity(linked(role.policies())));
    }

    private Optional<PolicySet> user(String name) {
        AccountImage.User user = image.users().items().get(name);
        if (user == null) {
            return Optional.empty();
        }
        List<AttachedPolicy> all = linked(user.policies());
        for (String group : user.groups()) {
            AccountImage.Group found = image.groups().items().get(group);
            if (found != null) {
                all.addAll(linked(found.policies()));
            }
        }
        SecurityPreference preference = image.securityPreference();
        if (preference != null) {
            OwnCredentials.policy(image.accountId(), name, preference).ifPresent(all::add);
        }
        return Optional.of(PolicySet.ofIdentity(all));
    }

    private List<AttachedPolicy> linked(Collection<String> links) {
        List<AttachedPolicy> found = new ArrayList<>();
        for (String link : links) {
            found.add(policies.computeIfAbsent(folded(link), missing -> system(link)));
        }
        return found;
    }

    /** A policy that a later release dropped is malformed, as to the directory. */
    private static AttachedPolicy system(String link) {
        String name = PolicyLink.parse(link).map(PolicyLink::name).orElse(link);
        return SystemPolicies.find(name)
                .map(policy -> attached(policy.name(), PolicyType.SYSTEM, policy.version(), policy.document()))
                .orElseGet(() -> attached(name, PolicyType.SYSTEM, NO_VERSION, ""));
    }

    @Override
    public Optional<AttachedPolicy> trust(String roleArn) {
        String prefix = Role.arn(image.accountId(), "");
        AccountImage.Role role =
                roleArn.startsWith(prefix) ? image.roles().items().get(roleArn.substring(prefix.length())) : null;
        return role == null
                ? Optional.empty()
                : Optional.of(new AttachedPolicy(
                        new PolicyRef(roleArn.substring(prefix.length()), "Trust", NO_VERSION, roleArn),
                        PolicyDocument.parseFailingClosed(role.trustPolicy(), PolicyKind.TRUST)));
    }

    @Override
    public boolean areComplete() {
        return true;
    }
}
