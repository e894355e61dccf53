package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlPoliciesTest {
    @Nested
    class OnH2 extends PoliciesContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends PoliciesContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
