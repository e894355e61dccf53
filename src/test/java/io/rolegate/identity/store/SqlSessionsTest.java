package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlSessionsTest {
    @Nested
    class OnH2 extends SessionsContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends SessionsContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
