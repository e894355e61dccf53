package io.rolegate.identity.store;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.KeyRotationException;
import io.rolegate.identity.Secret;
import io.rolegate.identity.WriteOrigin;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the data key wrapped by other key-encryption keys. */
final class KeyWrapping {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWrapping.class);

    private final Database database;
    private final SqlKeyRing.Writer writer;
    private final DataKey dataKey;
    private final KeyEncryptionKeys keys;
    private final AtomicBoolean rotating = new AtomicBoolean();

    KeyWrapping(Database database, SqlKeyRing.Writer writer, DataKey dataKey, KeyEncryptionKeys keys) {
        this.database = database;
        this.writer = writer;
        this.dataKey = dataKey;
        this.keys = keys;
    }

    /** Wraps it by the first of the keys that the store was opened with, where it isn't. */
    Future<Void> adoptFirst() {
        if (dataKey.openedBy().equals(KeyEncryptionKeys.id(keys.first()))) {
            return Future.succeededFuture();
        }
        WriteOrigin origin =
                WriteOrigin.commandLine(UUID.randomUUID().toString(), Change.SERVICE, "service:RotateKeys");
        return wrap(origin, keys.first())
                .onSuccess(id -> LOG.info("Sealed under the key-encryption key {}; {} may go", id, dataKey.openedBy()))
                .mapEmpty();
    }

    /**
     * Makes a new key-encryption key. Its file holds both before the store is sealed under the new one, and only that one
     * afterwards: so that whatever happens in between, the store opens by what the file holds.
     *
     * @return the new key's id; fails with {@link KeyRotationException} where the key is kept by others than this process
     */
    Future<String> rotate(WriteOrigin origin) {
        if (!rotating.compareAndSet(false, true)) {
            return Future.failedFuture(new DirectoryException(
                    DirectoryException.Kind.CONCURRENT_CHANGE,
                    "Key",
                    "The key-encryption key is being rotated already"));
        }
        Secret fresh = KeyEncryptionKeys.random();
        return kept(() -> keys.keeper().addFirst(fresh))
                .compose(added -> wrap(origin, fresh))
                .compose(id -> kept(keys.keeper()::keepFirst).map(id))
                .onComplete(done -> rotating.set(false));
    }

    private Future<Void> kept(Runnable step) {
        return database.blocking(() -> {
            step.run();
            return null;
        });
    }

    private Future<String> wrap(WriteOrigin origin, Secret keyEncryptionKey) {
        return writer.write(
                origin,
                transaction -> transaction.run(sql -> {
                    ServiceKeyTable.lock(sql);
                    return dataKey.wrap(sql, keyEncryptionKey, transaction.now());
                }));
    }
}
