package io.rolegate.identity.store;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.RotatableKeyRing;
import io.rolegate.identity.ServiceKey;
import io.rolegate.identity.WriteOrigin;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The service's keys in memory, read from the store anew whenever they change there. */
final class SqlKeyRing implements RotatableKeyRing {
    /** The longest session, which is a log-on to the console, and some time for clocks that differ. */
    static final Duration ACCEPTED_AFTER_RETIREMENT = Duration.ofHours(24).plusMinutes(10);

    private final Database database;
    private final ServiceKeyTable table;
    private final Writer writer;
    private final KeyWrapping wrapping;
    private final Clock clock;
    private volatile Map<KeyPurpose, List<ServiceKeyTable.Entry>> keys = Map.of();

    /** Writes in the store's transactions, with change log and audit; completes once the change is in force. */
    interface Writer {
        <T> Future<T> write(WriteOrigin origin, Work<T> work);

        /** What is written. */
        interface Work<T> {
            CompletionStage<T> apply(SqlTransaction transaction);
        }
    }

    SqlKeyRing(Database database, ServiceKeyTable table, Writer writer, KeyWrapping wrapping, Clock clock) {
        this.database = database;
        this.table = table;
        this.writer = writer;
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /** Makes the first keys where the store has none, and reads them. */
    Future<Void> open() {
        return wrapping.adoptFirst()
                .compose(adopted -> reload())
                .compose(loaded -> missing(this::entry).isEmpty() ? Future.succeededFuture() : makeFirst());
    }

    private static Set<KeyPurpose> missing(Function<KeyPurpose, Optional<ServiceKey>> current) {
        Set<KeyPurpose> missing = EnumSet.copyOf(KeyPurpose.STORED);
        missing.removeIf(purpose -> current.apply(purpose).isPresent());
        return missing;
    }

    private Future<Void> makeFirst() {
        WriteOrigin origin =
                WriteOrigin.commandLine(UUID.randomUUID().toString(), Change.SERVICE, "service:CreateKeys");
        return writer.write(
                        origin,
                        transaction -> transaction.run(sql -> {
                            ServiceKeyTable.lock(sql);
                            var stored = byPurpose(table.all(sql));
                            Set<KeyPurpose> missing = missing(purpose -> current(stored, purpose));
                            if (!missing.isEmpty()) {
                                table.insert(sql, missing, ServiceKeyTable.State.CURRENT, transaction.now());
                                changed(transaction);
                            }
                            return missing;
                        }))
                .compose(made -> reload());
    }

    /** Reads the keys anew. */
    Future<Void> reload() {
        return database.transaction(Database.Mode.READ, session -> session.run(table::all))
                .compose(read -> {
                    keys = byPurpose(read);
                    return Future.succeededFuture();
                });
    }

    private static Map<KeyPurpose, List<ServiceKeyTable.Entry>> byPurpose(List<ServiceKeyTable.Entry> entries) {
        Map<KeyPurpose, List<ServiceKeyTable.Entry>> map = new EnumMap<>(KeyPurpose.class);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            map.put(
                    purpose,
                    entries.stream()
                            .filter(entry -> entry.key().purpose() == purpose)
                            .toList());
        }
        return map;
    }

    @Override
    public ServiceKey current(KeyPurpose purpose) {
        return entry(purpose).orElseThrow(() -> new IllegalStateException("there is no key for " + purpose));
    }

    private Optional<ServiceKey> entry(KeyPurpose purpose) {
        return current(keys, purpose);
    }

    private static Optional<ServiceKey> current(Map<KeyPurpose, List<ServiceKeyTable.Entry>> keys, KeyPurpose purpose) {
        for (ServiceKeyTable.Entry entry : keys.getOrDefault(purpose, List.of())) {
            if (entry.state() == ServiceKeyTable.State.CURRENT) {
                return Optional.of(entry.key());
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<ServiceKey> find(KeyPurpose purpose, String kid) {
        for (ServiceKeyTable.Entry entry : keys.getOrDefault(purpose, List.of())) {
            if (entry.key().kid().equals(kid)) {
                return isAccepted(entry) ? Optional.of(entry.key()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public List<ServiceKey> accepted(KeyPurpose purpose) {
        return keys.getOrDefault(purpose, List.of()).stream()
                .filter(this::isAccepted)
                .map(ServiceKeyTable.Entry::key)
                .toList();
    }

    private boolean isAccepted(ServiceKeyTable.Entry entry) {
        Instant retiredAt = entry.retiredAt();
        return retiredAt == null || clock.instant().isBefore(retiredAt.plus(ACCEPTED_AFTER_RETIREMENT));
    }

    @Override
    public CompletionStage<Map<KeyPurpose, String>> rotate(WriteOrigin origin, Set<KeyPurpose> purposes) {
        Map<KeyPurpose, String> kids = new EnumMap<>(KeyPurpose.class);
        return rotateEncryption(origin, purposes, kids)
                .compose(rotated -> rotateStored(origin, purposes, kids))
                .map(kids)
                .toCompletionStage();
    }

    private Future<Void> rotateEncryption(WriteOrigin origin, Set<KeyPurpose> purposes, Map<KeyPurpose, String> kids) {
        return purposes.contains(KeyPurpose.KEY_ENCRYPTION)
                ? wrapping.rotate(origin)
                        .onSuccess(id -> kids.put(KeyPurpose.KEY_ENCRYPTION, id))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private Future<Void> rotateStored(WriteOrigin origin, Set<KeyPurpose> purposes, Map<KeyPurpose, String> kids) {
        Set<KeyPurpose> stored = EnumSet.copyOf(KeyPurpose.STORED);
        stored.retainAll(purposes);
        return stored.isEmpty()
                ? Future.succeededFuture()
                : announce(origin, stored).onSuccess(kids::putAll).compose(made -> promote(origin, made));
    }

    private Future<Map<KeyPurpose, String>> announce(WriteOrigin origin, Set<KeyPurpose> purposes) {
        return writer.write(
                origin,
                transaction -> transaction.run(sql -> {
                    ServiceKeyTable.lock(sql);
                    var kids = table.insert(sql, purposes, ServiceKeyTable.State.ANNOUNCED, transaction.now());
                    changed(transaction);
                    return kids;
                }));
    }

    private Future<Void> promote(WriteOrigin origin, Map<KeyPurpose, String> kids) {
        return writer.write(
                origin,
                transaction -> transaction.runAlone(sql -> {
                    ServiceKeyTable.lock(sql);
                    Instant dropBefore = transaction.now().minus(ACCEPTED_AFTER_RETIREMENT);
                    for (var kid : kids.entrySet()) {
                        table.promote(sql, kid.getKey(), kid.getValue(), transaction.now(), dropBefore);
                    }
                    changed(transaction);
                }));
    }

    private static void changed(SqlTransaction transaction) {
        transaction.changed(Change.SERVICE, ChangeKind.SERVICE_KEY, "service-keys");
    }
}
