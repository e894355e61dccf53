package io.rolegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.Principal.AccountOwner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationCatalogueTest {
    private static final Invocation CALL = new Invocation(
            new AccountOwner("1001000000000001"),
            null,
            "LTAIx",
            new Parameters(Map.of()),
            "R",
            "192.0.2.1",
            Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({
        "NOT_EXIST, User, EntityNotExist.User, 404",
        "NOT_EXIST, User.AccessKey, EntityNotExist.User.AccessKey, 404",
        "ALREADY_EXISTS, Role, EntityAlreadyExists.Role, 409",
        "DELETE_CONFLICT, Policy.Version, DeleteConflict.Policy.Version, 409",
        "LIMIT_EXCEEDED, User.AccessKey, LimitExceeded.User.AccessKey, 409",
        "CONCURRENT_CHANGE, User, ConcurrentModification, 409"
    })
    void directorysRefusalsGetTheirCodes(DirectoryException.Kind kind, String entity, String code, int status) {
        Throwable failure =
                failureOf(() -> CompletableFuture.failedStage(new DirectoryException(kind, entity, "The user amy …")));

        assertThat(failure).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.error().status()).isEqualTo(status);
            assertThat(refusal.text()).isEqualTo("The user amy …");
        });
    }

    @Test
    void wrappingOfFuturesIsTakenOff() {
        Throwable failure =
                failureOf(() -> CompletableFuture.completedFuture("x").thenApply(x -> {
                    throw new DirectoryException(DirectoryException.Kind.NOT_EXIST, "Role", "gone");
                }));

        assertThat(failure).isInstanceOf(ApiException.class).hasMessage("gone");
    }

    @Test
    void throwsBecomeFailedStages() {
        assertThat(failureOf(() -> {
                    throw new ApiException(ErrorCode.MISSING_PARAMETER, "none");
                }))
                .isInstanceOf(ApiException.class)
                .hasMessage("none");
        assertThat(failureOf(() -> {
                    throw new IllegalStateException("fault");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesAreExact() {
        OperationCatalogue catalogue = catalogue(() -> CompletableFuture.completedStage(Answer.empty()));

        assertThat(catalogue.find("Try")).isNotNull();
        assertThat(catalogue.find("try")).isNull();
        assertThat(catalogue.operations()).hasSize(1);
    }

    private static Throwable failureOf(Supplier<CompletionStage<Answer>> work) {
        Operation operation = Objects.requireNonNull(catalogue(work).find("Try"));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        operation.execute(CALL, List.of()).whenComplete((answer, thrown) -> failure.set(thrown));
        return failure.get();
    }

    private static OperationCatalogue catalogue(Supplier<CompletionStage<Answer>> work) {
        return new OperationCatalogue("test", "1", List.of(new Operation() {
            @Override
            public String name() {
                return "Try";
            }

            @Override
            public CompletionStage<List<Permission>> permissions(Invocation call) {
                return CompletableFuture.completedStage(List.of());
            }

            @Override
            public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
                return work.get();
            }
        }));
    }
}
