package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Operation;
import io.rolegate.identity.Principal;
import io.rolegate.identity.store.TestStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for each operation of the catalogue. */
class EveryOperationTest {
    private static final Pattern ID =
            Pattern.compile("(?<![0-9A-Za-z])([0-9]{16,18}|LTAI[0-9A-Za-z]{20})(?![0-9A-Za-z])");

    /** Keys, versions, and passwords that were replaced. */
    private static final Set<String> ONE_MORE_EACH_TIME =
            Set.of("CreateAccessKey", "CreatePolicyVersion", "UpdateLoginProfile");

    @Test
    void everyOperationHasItsExample() {
        List<String> operations = new RamFixture()
                .catalogues().stream()
                        .flatMap(catalogue -> catalogue.operations().stream())
                        .map(Operation::name)
                        .toList();

        assertThat(Example.operations().stream().map(Example::operation))
                .containsExactlyInAnyOrderElementsOf(operations);
    }

    @TestFactory
    Stream<DynamicTest> callerNeedsTheOperationOnExactlyTheseResources() {
        RamFixture ram = new RamFixture();
        World world = ram.world();
        return Example.operations().stream()
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    List<String> expected = Objects.requireNonNull(example.resources()).stream()
                            .map(resource ->
                                    resource.equals("*") || resource.startsWith("acs:") ? resource : ram.arn(resource))
                            .toList();

                    assertThat(ram.resourcesAs(
                                    ram.caller(example),
                                    example.operation(),
                                    RamFixture.pairs(world.resolve(example.parameters()))))
                            .isEqualTo(expected);
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsChangeNothingAndWritesDo() {
        RamFixture ram = new RamFixture();
        World world = ram.world();
        return Example.operations().stream()
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    boolean reads = example.operation().startsWith("Get")
                            || example.operation().startsWith("List");
                    List<String> before = RamFixture.rows(ram.account);
                    int writes = ram.writes.size();

                    world.call(example);

                    assertThat(RamFixture.rows(ram.account).equals(before)).isEqualTo(reads);
                    assertThat(ram.writes).hasSize(reads ? writes : writes + 1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyWriteLeavesOneRecordOfWhatItFoundAndWhatItLeft() {
        RamFixture ram = new RamFixture();
        World world = ram.world();
        return Example.operations().stream()
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    boolean reads = example.operation().startsWith("Get")
                            || example.operation().startsWith("List");
                    int records = RamFixture.recorded(ram.account).size();

                    world.call(example);

                    List<TestStore.Recorded> after = RamFixture.recorded(ram.account);
                    assertThat(after).hasSize(reads ? records : records + 1);
                    if (!reads) {
                        TestStore.Recorded record = after.get(records);
                        assertThat(record.action()).isEqualTo("ram:" + example.operation());
                        assertThat(record.principal())
                                .isEqualTo(ram.caller(example).arn());
                        assertThat(record.sourceIp()).isNotBlank();
                        assertThat(record.outcome()).isEqualTo("Success");
                        assertThat(record.before()).isNotEqualTo(record.after());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> nothingReachesAnAccountWithTheSameNames() {
        RamFixture other = new RamFixture();
        other.world();
        List<String> rows = RamFixture.rows(other.account);
        Set<String> foreignIds = ids(rows);
        foreignIds.removeAll(ids(List.of(World.TRUST)));
        RamFixture ram = new RamFixture();
        World world = ram.world();
        return Example.operations().stream()
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    String answer = world.call(example).toString();

                    assertThat(ids(List.of(answer))).doesNotContainAnyElementsOf(foreignIds);
                    assertThat(RamFixture.rows(other.account)).isEqualTo(rows);
                }));
    }

    /** What an SDK sends again, because it lost the answer, is done no second time; it succeeds or is told why not. */
    @TestFactory
    Stream<DynamicTest> writeThatIsSentAgainChangesNothingMore() {
        RamFixture ram = new RamFixture();
        World world = ram.world();
        return Example.operations().stream()
                .filter(example -> !example.operation().startsWith("Get")
                        && !example.operation().startsWith("List"))
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    String[] parameters = RamFixture.pairs(world.resolve(example.parameters()));
                    Principal caller = ram.caller(example);
                    ram.callAs(caller, example.operation(), parameters);
                    if (ONE_MORE_EACH_TIME.contains(example.operation())) {
                        return;
                    }
                    List<String> rows = RamFixture.rows(ram.account);

                    ApiException refusal = ram.refusalOf(caller, example.operation(), parameters);

                    assertThat(RamFixture.rows(ram.account)).isEqualTo(rows);
                    if (refusal != null) {
                        assertThat(refusal.error())
                                .isIn(
                                        ErrorCode.ENTITY_ALREADY_EXISTS,
                                        ErrorCode.ENTITY_NOT_EXIST,
                                        ErrorCode.CHECK_OLD_PASSWORD_FAIL);
                    }
                }));
    }

    /** The ids of accounts, users, groups, roles and keys, which no two accounts share. */
    private static Set<String> ids(List<String> texts) {
        return texts.stream()
                .flatMap(text -> ID.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toSet());
    }

    @TestFactory
    Stream<DynamicTest> idsOfAnotherAccountNameNothing() {
        RamFixture other = new RamFixture();
        World foreign = other.world();
        RamFixture ram = new RamFixture();
        ram.world();
        List<String> rows = RamFixture.rows(other.account);
        return Example.operations().stream()
                .filter(example -> example.parameters().values().stream()
                        .anyMatch(value -> value.startsWith("$key") || value.startsWith("$mfa")))
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    ApiException refusal =
                            ram.refusal(example.operation(), RamFixture.pairs(foreign.resolve(example.parameters())));

                    assertThat(refusal.code()).startsWith("EntityNotExist.");
                    assertThat(RamFixture.rows(other.account)).isEqualTo(rows);
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusalIsTheOriginalsAndChangesNothing() {
        RamFixture ram = new RamFixture();
        World world = ram.world();
        List<String> rows = RamFixture.rows(ram.account);
        return Example.refusals().stream()
                .map(example -> DynamicTest.dynamicTest(example.operation() + " " + example.refusal(), () -> {
                    ApiException refusal = ram.refusalOf(
                            ram.caller(example),
                            example.operation(),
                            RamFixture.pairs(world.resolve(example.parameters())));

                    assertThat(refusal).isNotNull();
                    assertThat(refusal.error().status() + " " + refusal.code()).isEqualTo(example.refusal());
                    assertThat(RamFixture.rows(ram.account)).isEqualTo(rows);
                }));
    }
}
