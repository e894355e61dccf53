package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlCollisionTest {
    @Nested
    class OnH2 extends CollisionContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends CollisionContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
