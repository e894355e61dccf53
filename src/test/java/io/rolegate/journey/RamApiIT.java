package io.rolegate.journey;

import io.rolegate.identity.store.TestDatabases;
import org.junit.jupiter.api.Nested;

/** The RAM API by the official SDK, on each kind of database. */
class RamApiIT {
    @Nested
    class OnH2 extends RamApiContract {
        OnH2() throws Exception {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends RamApiContract {
        OnPostgreSql() throws Exception {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
