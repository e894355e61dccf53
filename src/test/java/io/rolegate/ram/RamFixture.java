package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.OperationCatalogue;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.PasswordHasher;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Principal.AccountOwner;
import io.rolegate.identity.Principal.UserPrincipal;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestClock;
import io.rolegate.identity.store.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** The RAM API with one fresh account, called as the pipeline calls it: permissions, then execution. */
final class RamFixture {
    static final Instant NOW = Instant.parse("2026-11-01T10:20:30.400Z");
    static final String POLICY =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"mns:*\",\"Resource\":\"*\"}]}";
    static final String TRUST = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
            + "\"Principal\":{\"RAM\":\"acs:ram::2002000000000002:root\"}}]}";

    /** One store for all tests: each works in an account of its own. */
    private static final TestStore STORE;

    private static final TestClock CLOCK = new TestClock(NOW);

    static {
        STORE = TestStore.open(StoreSettings.of("jdbc:h2:mem:ram-tests"), CLOCK);
        STORE.account(World.TAKEN_ALIAS);
    }

    final TestClock clock = CLOCK;
    final String account = newAccount();
    final List<WriteOrigin> writes = new ArrayList<>();
    /** Happens while a password is hashed. */
    Runnable whileHashing = () -> {};

    private final RamDependencies dependencies =
            new RamDependencies(new ObservedStore(), new PlainPasswords(), Runnable::run);
    private final OperationCatalogue catalogue = RamOperations.catalogue(dependencies);
    private final OperationCatalogue identity = ImsOperations.catalogue(dependencies);
    private final OperationCatalogue drafts = new OperationCatalogue(
            "rolegate", OperationCatalogue.OWN_VERSION, DraftPolicyVersionOperations.all(dependencies.store()));

    RamFixture() {
        clock.set(NOW);
    }

    /** Another account in the same store. */
    static String newAccount() {
        return STORE.write(transaction -> transaction.accounts().create(null, "hash"))
                .id();
    }

    List<OperationCatalogue> catalogues() {
        return List.of(catalogue, identity);
    }

    String arn(String relative) {
        return "acs:ram::" + account + ":" + relative;
    }

    AccountOwner owner() {
        return new AccountOwner(account);
    }

    /** The user of that name as a caller. */
    UserPrincipal user(String name) {
        RamUser user = read(transaction -> transaction.users().require(account, name));
        return new UserPrincipal(account, user.id(), user.name());
    }

    Map<String, Object> call(String operation, String... parameters) {
        return callAs(owner(), operation, parameters);
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
        return resourcesAs(owner(), operation, parameters);
    }

    List<String> resourcesAs(Principal caller, String operation, String... parameters) {
        List<Permission> permissions = get(operation(operation).permissions(invocation(caller, parameters)));
        assertThat(permissions).allMatch(permission -> permission.action().equals("ram:" + operation));
        return permissions.stream().map(Permission::resource).toList();
    }

    ApiException refusal(String operation, String... parameters) {
        return refusalOf(owner(), operation, parameters);
    }

    ApiException refusalOf(Principal caller, String operation, String... parameters) {
        return Assertions.catchThrowableOfType(ApiException.class, () -> callAs(caller, operation, parameters));
    }

    String refusalCode(String operation, String... parameters) {
        ApiException refusal = refusal(operation, parameters);
        assertThat(refusal).as(operation).isNotNull();
        return refusal.code();
    }

    Operation operation(String name) {
        return Stream.of(catalogue, identity, drafts)
                .map(known -> known.find(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    /** Everything that is stored of an account. */
    static List<TestStore.Recorded> recorded(String accountId) {
        return STORE.recorded(accountId);
    }

    static List<String> rows(String accountId) {
        return STORE.rows(accountId);
    }

    /** A world in this account. */
    World world() {
        try {
            return World.make(this::callBy, clock, account);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> callBy(Example call, Map<String, String> parameters) {
        return callAs(caller(call), call.operation(), pairs(parameters));
    }

    /** Who makes the call. */
    Principal caller(Example call) {
        return call.as() == null ? owner() : user(call.as());
    }

    static String[] pairs(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }

    <T> T read(Function<IdentityTransaction, CompletionStage<T>> work) {
        return STORE.read(work);
    }

    <T> T write(Function<IdentityTransaction, CompletionStage<T>> work) {
        return STORE.write(work);
    }

    static Invocation invocation(Principal caller, String... parameters) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return new Invocation(caller, null, "LTAIroot", new Parameters(values), "REQ", "192.0.2.1", CLOCK.instant());
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    /** The store, with an eye on who writes. */
    private final class ObservedStore implements IdentityStore {
        @Override
        public <T> CompletionStage<T> read(Function<IdentityTransaction, CompletionStage<T>> work) {
            return STORE.store.read(work);
        }

        @Override
        public <T> CompletionStage<T> write(
                WriteOrigin origin, Function<IdentityTransaction, CompletionStage<T>> work) {
            writes.add(origin);
            return STORE.store.write(origin, work);
        }

        @Override
        public CompletionStage<Void> register(SessionRecord session) {
            return STORE.store.register(session);
        }
    }

    /** What a hash is worth is tested elsewhere, and takes long. */
    private final class PlainPasswords implements PasswordHasher {
        @Override
        public CompletionStage<Optional<String>> successor(String password, List<String> earlier) {
            String hash = "hash of " + password;
            return CompletableFuture.runAsync(whileHashing)
                    .thenApply(done -> earlier.contains(hash) ? Optional.empty() : Optional.of(hash));
        }

        @Override
        public CompletionStage<Boolean> verify(String password, @Nullable String hash) {
            return CompletableFuture.completedStage(("hash of " + password).equals(hash));
        }
    }
}
