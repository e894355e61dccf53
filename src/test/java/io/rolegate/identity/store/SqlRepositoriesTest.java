package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlRepositoriesTest {
    @Nested
    class OnH2 extends RepositoriesContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends RepositoriesContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
