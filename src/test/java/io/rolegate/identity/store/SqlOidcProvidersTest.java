package io.rolegate.identity.store;

import org.junit.jupiter.api.Nested;

class SqlOidcProvidersTest {
    @Nested
    class OnH2 extends OidcProvidersContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends OidcProvidersContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
