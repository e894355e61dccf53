package io.rolegate.identity.transfer;

import io.rolegate.identity.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class AccountTransferTest {
    @Nested
    class OnH2 extends AccountTransferContract {
        OnH2() {
            super(TestDatabases.Kind.H2);
        }
    }

    @Nested
    class OnPostgreSql extends AccountTransferContract {
        OnPostgreSql() {
            super(TestDatabases.Kind.POSTGRESQL);
        }
    }
}
