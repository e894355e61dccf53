package io.rolegate.gateway.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An operation that can't be told from another, or that no request can reach.
 *
 * @param why what is wrong, to be read after the operation's place
 */
public record Overlap(ServiceDefinition service, OperationDefinition operation, String why) {
    /** Every overlap of services that are to be in force together. */
    public static List<Overlap> among(List<ServiceDefinition> services) {
        List<Overlap> found = new ArrayList<>(repeatedActions(services));
        Map<String, List<ServiceDefinition>> families = new TreeMap<>();
        for (ServiceDefinition service : services) {
            if (ServiceFamily.isForHeaderDialects(service)) {
                families.computeIfAbsent("version " + service.version(), version -> new ArrayList<>())
                        .add(service);
            }
            if (ServiceFamily.isForMessageServices(service)) {
                families.computeIfAbsent("mns", dialect -> new ArrayList<>()).add(service);
            }
        }
        Set<Overlap> distinct = new HashSet<>();
        families.values()
                .forEach(family ->
                        inFamily(family).stream().filter(distinct::add).forEach(found::add));
        return found;
    }

    private static List<Overlap> repeatedActions(List<ServiceDefinition> services) {
        List<Overlap> found = new ArrayList<>();
        Map<String, ServiceDefinition> claimed = new HashMap<>();
        for (ServiceDefinition service : services) {
            for (OperationDefinition operation : service.operations()) {
                ServiceDefinition other = operation.isRpc()
                        ? claimed.putIfAbsent(service.version() + ' ' + operation.name(), service)
                        : null;
                if (other != null) {
                    found.add(new Overlap(
                            service,
                            operation,
                            "the service " + other.name() + " has an operation of this name and version too"));
                }
            }
        }
        return found;
    }

    private record Placed(ServiceDefinition service, OperationDefinition operation, OperationDefinition.Match match) {
        String name() {
            return service.name() + "'s " + operation.name() + " (" + match + ")";
        }
    }

    private static List<Overlap> inFamily(List<ServiceDefinition> family) {
        List<Overlap> found = new ArrayList<>();
        boolean takesPrefix = family.stream().anyMatch(ServiceDefinition::accountPrefix);
        Map<String, List<Placed>> byMethod = new HashMap<>();
        for (ServiceDefinition service : family) {
            for (OperationDefinition operation : service.operations()) {
                OperationDefinition.Match match = operation.match();
                if (match == null) {
                    continue;
                }
                Placed placed = new Placed(service, operation, match);
                if (takesPrefix && ServiceFamily.mayBeginWithAccount(match.path())) {
                    found.add(new Overlap(
                            service,
                            operation,
                            "the first segment of " + match.path() + " can't be told from an account prefix"));
                }
                List<Placed> earlier = byMethod.computeIfAbsent(match.method(), method -> new ArrayList<>());
                earlier.forEach(other -> {
                    String why = why(placed, other);
                    if (why != null) {
                        found.add(new Overlap(service, operation, why));
                    }
                });
                earlier.add(placed);
            }
        }
        return found;
    }

    private static @Nullable String why(Placed one, Placed other) {
        PathTemplate path = one.match().path();
        PathTemplate otherPath = other.match().path();
        Conditions conditions = one.match().conditions();
        Conditions otherConditions = other.match().conditions();
        if (!path.canMeetWith(otherPath) || !conditions.canMeetWith(otherConditions)) {
            return null;
        }
        String ambiguous = "a request could be " + other.name() + " as well";
        if (!one.service().name().equals(other.service().name())) {
            return ambiguous;
        }
        boolean contained = path.isContainedIn(otherPath);
        boolean containing = otherPath.isContainedIn(path);
        if (!contained && !containing) {
            return ambiguous + "; neither path is the more specific";
        }
        boolean samePath = contained && containing;
        return !samePath || conditions.areNarrowerThan(otherConditions) || otherConditions.areNarrowerThan(conditions)
                ? null
                : ambiguous + "; let query or headers of one demand more";
    }
}
