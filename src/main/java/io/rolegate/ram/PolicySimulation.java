package io.rolegate.ram;

import io.rolegate.api.Operation;
import io.rolegate.identity.Directory;
import io.rolegate.identity.IdentityStore;
import io.rolegate.policy.PolicyEngine;
import java.util.List;

/** What an account may find out about its policies without trying; operations beyond the original (design, section 10). */
public final class PolicySimulation {
    private PolicySimulation() {}

    /** SimulatePolicy, ListPrincipalsAllowed and TestPermissions. */
    public static List<Operation> all(Directory directory, IdentityStore store, PolicyEngine engine) {
        Subjects subjects = new Subjects(store, directory);
        return List.of(
                new SimulatePolicy(subjects, engine),
                new ListPrincipalsAllowed(subjects, engine),
                new TestPermissions(directory, engine));
    }
}
