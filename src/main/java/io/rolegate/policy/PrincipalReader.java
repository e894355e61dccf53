package io.rolegate.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the Principal of a trust statement (ram.md §1.1, §1.6). */
final class PrincipalReader {
    private static final String ANYONE = "*";

    private final Findings findings;

    PrincipalReader(Findings findings) {
        this.findings = findings;
    }

    /** The principals, or null where there is nothing of that shape. */
    @Nullable
    TrustPrincipals read(@Nullable Json json, Path path) {
        if (json instanceof Json.Text text && text.value().equals(ANYONE)) {
            return new TrustPrincipals(Set.of(RamPrincipal.ANYONE), Set.of(), Set.of(), List.of(ANYONE));
        }
        if (!(json instanceof Json.Members members) || members.members().isEmpty()) {
            findings.malformed(path, "expected * or an object with RAM, Service or Federated");
            return null;
        }
        Set<RamPrincipal> ram = new HashSet<>();
        Set<String> services = new HashSet<>();
        Set<String> providers = new HashSet<>();
        List<String> written = new ArrayList<>();
        for (Json.Member member : members.members()) {
            Path place = path.member(member.name());
            switch (member.name()) {
                case "RAM" -> texts(member.value(), place, written).forEach(entry -> ram(entry, ram));
                case "Service" -> texts(member.value(), place, written).forEach(entry -> service(entry, services));
                case "Federated" -> texts(member.value(), place, written).forEach(entry -> provider(entry, providers));
                default -> findings.malformed(place, "expected only RAM, Service and Federated");
            }
        }
        return new TrustPrincipals(ram, services, providers, written);
    }

    private List<Texts.Entry> texts(Json value, Path path, List<String> written) {
        List<Texts.Entry> entries = Texts.of(value, path, findings);
        entries.forEach(entry -> written.add(entry.text()));
        return entries;
    }

    private void ram(Texts.Entry entry, Set<RamPrincipal> found) {
        RamPrincipal principal =
                entry.text().equals(ANYONE) ? RamPrincipal.ANYONE : RamPrincipal.ofTrusted(entry.text());
        if (principal == null) {
            findings.pointless(entry.path(), "expected *, acs:ram::<account>:root, …:user/<name> or …:role/<name>");
        } else {
            found.add(principal);
        }
    }

    private void service(Texts.Entry entry, Set<String> services) {
        if (entry.text().isEmpty() || entry.text().indexOf('*') >= 0) {
            findings.pointless(entry.path(), "expected a service name such as ecs.aliyuncs.com");
        }
        services.add(entry.text());
    }

    private void provider(Texts.Entry entry, Set<String> providers) {
        if (Arn.parse(entry.text()).isEmpty() || entry.text().indexOf('*') >= 0) {
            findings.pointless(entry.path(), "expected the ARN of an identity provider");
        }
        providers.add(entry.text());
    }
}
