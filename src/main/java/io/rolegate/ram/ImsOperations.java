package io.rolegate.ram;

import io.rolegate.api.OperationCatalogue;
import java.util.stream.Stream;

/** The identity API, version 2019-08-15, as far as RAM's own lacks it (ram.md §4). */
public final class ImsOperations {
    /** The API's version. */
    public static final String VERSION = "2019-08-15";

    private ImsOperations() {}

    /** Every operation, ready to be called. */
    public static OperationCatalogue catalogue(RamDependencies dependencies) {
        return new OperationCatalogue(
                "ims",
                VERSION,
                Stream.concat(Stream.of(AccountSummary.definition()), OidcProviderOperations.definitions().stream())
                        .map(definition -> new RamOperation(definition, dependencies.store()))
                        .toList());
    }
}
