package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlIdentityStoreTest {
    @Nested
    class OnH2 extends ConsistencyContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends ConsistencyContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
