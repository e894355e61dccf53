package io.rolegate.ram;

import io.rolegate.api.Operation;
import io.rolegate.api.OperationCatalogue;
import java.util.List;
import java.util.stream.Stream;

/** The RAM API, version 2015-05-01 (ram.md §4). */
public final class RamOperations {
    /** The API's version. */
    public static final String VERSION = "2015-05-01";

    private RamOperations() {}

    /**
     * Every operation, ready to be called.
     *
     * @param others those that need no transaction on the store
     */
    public static OperationCatalogue catalogue(RamDependencies dependencies, Operation... others) {
        Stream<Operation> onTheStore =
                definitions(dependencies).map(definition -> new RamOperation(definition, dependencies.store()));
        return new OperationCatalogue(
                "ram", VERSION, Stream.concat(onTheStore, Stream.of(others)).toList());
    }

    private static Stream<Definition> definitions(RamDependencies dependencies) {
        return Stream.of(
                        UserOperations.definitions(),
                        LoginProfileOperations.definitions(dependencies),
                        AccessKeyOperations.definitions(),
                        GroupOperations.definitions(),
                        MembershipOperations.definitions(),
                        RoleOperations.definitions(),
                        PolicyOperations.definitions(),
                        PolicyVersionOperations.definitions(),
                        AttachmentOperations.definitions(),
                        AccountAliasOperations.definitions(),
                        MfaOperations.definitions(dependencies),
                        SecuritySettingsOperations.definitions(),
                        List.of(ChangePassword.definition(dependencies), AccountSummary.definition()))
                .flatMap(List::stream);
    }
}
