package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class CachedDirectoryTest {
    @Nested
    class OnH2 extends DirectoryContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends DirectoryContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
