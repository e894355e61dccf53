package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlAuditTest {
    @Nested
    class OnH2 extends AuditContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends AuditContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
