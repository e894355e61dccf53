package io.rolegate.gateway.service;

import io.rolegate.gateway.limit.CallRates;
import io.rolegate.signature.Dialect;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A service behind the gateway: one file of {@code config/services}.
 *
 * @param version the API version that its callers name, for example {@code 2015-12-15}
 * @param accountPrefix whether a path may begin with {@code /<account id>}, the owner of what it names
 * @param upstreams where the service runs; empty until they are known
 * @param upstreamRules how they are dealt with
 * @param rates how often its operations may be called, all together
 */
public record ServiceDefinition(
        String name,
        Set<Dialect> dialects,
        String version,
        boolean accountPrefix,
        List<URI> upstreams,
        UpstreamRules upstreamRules,
        CallRates rates,
        List<OperationDefinition> operations) {
    public ServiceDefinition {
        dialects = Set.copyOf(dialects);
        upstreams = List.copyOf(upstreams);
        operations = List.copyOf(operations);
    }

    /** Whether it is the same service at the same addresses, which are to be dealt with alike. */
    public boolean hasSameUpstreams(ServiceDefinition other) {
        return name.equals(other.name)
                && upstreams.equals(other.upstreams)
                && upstreamRules.equals(other.upstreamRules);
    }

    /** The same service at other addresses. */
    public ServiceDefinition withUpstreams(List<URI> replacement) {
        return new ServiceDefinition(
                name, dialects, version, accountPrefix, replacement, upstreamRules, rates, operations);
    }
}
