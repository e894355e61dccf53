package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.OperationCatalogue;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.identity.Account;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Principal.AccountOwner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.Assertions;

/** The RAM API on a fresh store with one account, called as the pipeline calls it: permissions, then execution. */
final class RamFixture {
    static final String ACCOUNT = "1001000000000001";
    static final String POLICY =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"mns:*\",\"Resource\":\"*\"}]}";
    static final String TRUST = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
            + "\"Principal\":{\"RAM\":\"acs:ram::2002000000000002:root\"}}]}";

    final MemoryStore store = new MemoryStore();
    private final OperationCatalogue catalogue = RamOperations.catalogue(
            new RamDependencies(store, password -> CompletableFuture.completedStage("hash of " + password)));

    RamFixture() {
        store.add(new Account(ACCOUNT, null, MemoryStore.NOW));
    }

    OperationCatalogue catalogue() {
        return catalogue;
    }

    Map<String, Object> call(String operation, String... parameters) {
        return callAs(new AccountOwner(ACCOUNT), operation, parameters);
    }

    Map<String, Object> callAs(Principal caller, String operation, String... parameters) {
        Invocation call = invocation(caller, parameters);
        Operation found = operation(operation);
        List<Permission> permissions = get(found.permissions(call));
        assertThat(permissions).isNotEmpty();
        Answer answer = get(found.execute(call, permissions));
        return answer.fields();
    }

    List<String> resources(String operation, String... parameters) {
        return resourcesAs(new AccountOwner(ACCOUNT), operation, parameters);
    }

    List<String> resourcesAs(Principal caller, String operation, String... parameters) {
        List<Permission> permissions = get(operation(operation).permissions(invocation(caller, parameters)));
        assertThat(permissions).allMatch(permission -> permission.action().equals("ram:" + operation));
        return permissions.stream().map(Permission::resource).toList();
    }

    ApiException refusal(String operation, String... parameters) {
        return Assertions.catchThrowableOfType(ApiException.class, () -> call(operation, parameters));
    }

    Operation operation(String name) {
        return Objects.requireNonNull(catalogue.find(name), name);
    }

    static Invocation invocation(Principal caller, String... parameters) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return new Invocation(caller, "LTAIroot", new Parameters(values), "REQ", "192.0.2.1", MemoryStore.NOW);
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }
}
