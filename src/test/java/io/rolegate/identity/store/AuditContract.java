package io.rolegate.identity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.WriteOrigin;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must keep of administrative writes. */
abstract class AuditContract {
    private final TestStore store;
    private final String accountId;

    AuditContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh());
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatAWriteLeavesIsWhatTheNextOneFinds() {
        write(tx -> tx.users().create(accountId, "amy", details("first")));
        write(tx -> tx.users().update(accountId, "amy", "amy", details("second")));
        write(tx -> tx.users().update(accountId, "amy", "amy", details("second")));
        write(tx -> tx.users().delete(accountId, "amy"));

        List<TestStore.Recorded> records = store.recorded(accountId);
        assertThat(records).hasSize(4);
        assertThat(records.get(0).before()).isNull();
        assertThat(records.get(1).before()).isEqualTo(records.get(0).after());
        assertThat(records.get(1).after())
                .isNotNull()
                .isNotEqualTo(records.get(1).before());
        assertThat(records.get(2).after()).isEqualTo(records.get(1).after());
        assertThat(records.get(3).before()).isEqualTo(records.get(2).after());
        assertThat(records.get(3).after()).isNull();
    }

    @Test
    void aRefusedWriteLeavesNoRecord() {
        assertThatThrownBy(() -> write(tx -> tx.users().delete(accountId, "nobody")))
                .isInstanceOf(DirectoryException.class);

        assertThat(store.recorded(accountId)).isEmpty();
    }

    private static RamUser.Details details(String comments) {
        return new RamUser.Details("", "", "", comments);
    }

    private <T> void write(Function<IdentityTransaction, CompletionStage<T>> work) {
        TestStore.await(store.store.write(WriteOrigin.commandLine("request", accountId, "test:Write"), work));
    }
}
