package io.rolegate.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Principal of a trust statement: whom it is about.
 *
 * @param written all names as the author wrote them
 */
record TrustPrincipals(Set<RamPrincipal> ram, Set<String> services, Set<String> providers, List<String> written)
        implements Statement.Target {

    TrustPrincipals {
        ram = Set.copyOf(ram);
        services = Set.copyOf(services);
        providers = Set.copyOf(providers);
        written = List.copyOf(written);
    }

    @Override
    public Stream<Beginning> beginnings() {
        return Stream.of(Beginning.ANY);
    }

    @Override
    public boolean covers(Query query) {
        return names(query.principal());
    }

    @Override
    public Obstacle obstacle() {
        return new Obstacle.Principal(written);
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
