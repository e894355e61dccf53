package io.rolegate.policy;

import java.util.Set;
import java.util.stream.Stream;

/** The Principal of a trust statement: whom it is about. */
record TrustPrincipals(Set<RamPrincipal> ram, Set<String> services, Set<String> providers) implements Statement.Target {

    TrustPrincipals {
        ram = Set.copyOf(ram);
        services = Set.copyOf(services);
        providers = Set.copyOf(providers);
    }

    @Override
    public Stream<Beginning> beginnings() {
        return Stream.of(Beginning.ANY);
    }

    @Override
    public boolean covers(Query query) {
        return names(query.principal());
    }

    /** Account owners are never named: they can't assume roles. */
    boolean names(PolicyPrincipal principal) {
        return switch (principal.type()) {
            case RAM_USER, ASSUMED_ROLE_USER ->
                ram.contains(RamPrincipal.ANYONE)
                        || ram.contains(RamPrincipal.account(principal.accountId()))
                        || RamPrincipal.of(principal).filter(ram::contains).isPresent();
            case SERVICE -> services.contains(principal.arn());
            case FEDERATED -> providers.contains(principal.arn());
            case ACCOUNT -> false;
        };
    }
}
