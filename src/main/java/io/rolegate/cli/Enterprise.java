package io.rolegate.cli;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Account;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.PasswordHash;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An account as the demonstration knows it, with its owner's key and password. */
record Enterprise(Account account, KeyEntry ownerKey, String password) {
    /** Finds the account of that alias or makes it; either way its owner gets a new password and a new key. */
    static Future<Enterprise> prepare(IdentityStore store, String alias) {
        String password = RandomText.password();
        WriteOrigin origin = WriteOrigin.commandLine(UUID.randomUUID().toString(), "", "rolegate:PrepareDemo");
        // Event loops may ask too, and hashing is slow on purpose.
        return Future.fromCompletionStage(CompletableFuture.supplyAsync(() -> PasswordHash.of(password))
                .thenCompose(hash -> store.write(origin, transaction -> account(transaction, alias, hash)
                        .thenCompose(account -> renewKey(transaction, account)
                                .thenApply(key -> new Enterprise(account, key, password))))));
    }

    private static CompletionStage<Account> account(IdentityTransaction transaction, String alias, String hash) {
        return transaction.accounts().findByAlias(alias).thenCompose(found -> {
            if (found.isEmpty()) {
                return transaction.accounts().create(alias, hash);
            }
            Account account = found.get();
            return transaction
                    .accounts()
                    .setOwnerPasswordHash(account.id(), hash)
                    .thenApply(done -> account);
        });
    }

    private static CompletionStage<KeyEntry> renewKey(IdentityTransaction transaction, Account account) {
        return transaction
                .accessKeys()
                .list(account.id(), null)
                .thenCompose(keys -> deleteAll(transaction, account, keys))
                .thenCompose(done -> transaction.accessKeys().create(account.id(), null));
    }

    private static CompletionStage<Void> deleteAll(
            IdentityTransaction transaction, Account account, List<AccessKey> keys) {
        CompletionStage<Void> deleted = CompletableFuture.completedFuture(null);
        for (AccessKey key : keys) {
            deleted = deleted.thenCompose(done -> transaction.accessKeys().delete(account.id(), null, key.id()));
        }
        return deleted;
    }

    SigningCredentials owner() {
        return new SigningCredentials(ownerKey.key().id(), ownerKey.secret().reveal(), null);
    }

    /** What the ready file says of the account. */
    JsonObject ready() {
        return new JsonObject()
                .put("accountId", account.id())
                .put("alias", account.name())
                .put("domain", account.domain())
                .put("accessKeyId", ownerKey.key().id())
                .put("accessKeySecret", ownerKey.secret().reveal())
                .put("logonName", account.name())
                .put("password", password);
    }
}
