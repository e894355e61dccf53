package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlSecurityTest {
    @Nested
    class OnH2 extends SecurityContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends SecurityContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
