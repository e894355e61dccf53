package io.rolegate.identity.store;

import static io.rolegate.identity.store.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.Secret;
import io.rolegate.identity.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores that other releases have made. */
class SchemaTest {
    private static final String ACCOUNT = "1000000000000001";
    private static final String SECRET = "a-secret-of-an-older-release";

    @TempDir
    private Path directory = Path.of("");

    private StoreSettings fresh(TestDatabases.Kind kind) {
        return kind == TestDatabases.Kind.POSTGRESQL
                ? kind.fresh()
                : StoreSettings.of("jdbc:h2:file:" + directory.resolve("rolegate"))
                        .withKeyFromEnvironment(TestDatabases.key());
    }

    static Stream<Arguments> olderSchemas() {
        List<Integer> older = versions();
        older.remove(older.size() - 1);
        return TestDatabases.kinds().flatMap(kind -> older.stream().map(version -> Arguments.of(kind, version)));
    }

    private static List<Integer> versions() {
        Flyway flyway =
                Flyway.configure().dataSource("jdbc:h2:mem:", null, null).load();
        return Stream.of(flyway.info().all())
                .map(migration -> Integer.valueOf(migration.getVersion().getVersion()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @ParameterizedTest
    @MethodSource("olderSchemas")
    void whatAnOlderReleaseStoredIsThere(TestDatabases.Kind kind, int version) throws Exception {
        StoreSettings settings = fresh(kind);
        String kid = makeOlder(settings, version);

        try (TestStore store = TestStore.open(settings)) {
            assertThat(store.find(tx -> tx.users().find(ACCOUNT, "amy"))).isPresent();
            assertThat(store.find(tx -> tx.roles().find(ACCOUNT, "reader"))).isPresent();
            assertThat(await(store.directory().accessKey("LTAIold"))
                            .orElseThrow()
                            .secret()
                            .reveal())
                    .isEqualTo(SECRET);
            assertThat(store.store.keyRing().current(KeyPurpose.TOKEN_SIGNING).kid())
                    .isEqualTo(kid);
            long position = store.directory().position();
            store.write(tx -> tx.users().require(ACCOUNT, "Amy").thenCompose(amy -> tx.accessKeys()
                    .create(ACCOUNT, amy.id())));
            assertThat(store.directory().position()).isEqualTo(position + 1);
        }
        TestStore.open(settings).close();
    }

    /** As the releases of those days would have left it, one after the other. */
    private static String makeOlder(StoreSettings settings, int newest) throws Exception {
        String url = StoreLocation.of(settings.jdbcUrl()).url();
        String kid = "";
        try (Connection connection = DriverManager.getConnection(url)) {
            List<Integer> versions = versions();
            for (int version : versions.subList(0, versions.indexOf(newest) + 1)) {
                Flyway.configure()
                        .dataSource(url, null, null)
                        .target(MigrationVersion.fromVersion(Integer.toString(version)))
                        .load()
                        .migrate();
                insertRows(connection, version);
                if (version == 1) {
                    kid = insertKeys(connection, settings);
                } else if (version == 2) {
                    insertMfaDevice(connection, settings);
                }
            }
        }
        return kid;
    }

    private static void insertRows(Connection connection, int version) throws IOException, SQLException {
        try (InputStream rows = SchemaTest.class.getResourceAsStream("/db/rows/V" + version + ".sql");
                Statement statement = connection.createStatement()) {
            if (rows != null) {
                statement.execute(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** What those releases sealed with. */
    private static SecretBox box(StoreSettings settings) {
        return new SecretBox(
                DataKey.UNWRAPPED,
                KeyEncryptionKeys.find(settings, StoreLocation.of(settings.jdbcUrl()))
                        .first());
    }

    private static void insertMfaDevice(Connection connection, StoreSettings settings) throws SQLException {
        new Sql(connection)
                .update(
                        "INSERT INTO mfa_devices VALUES (?, 'Phone', 'phone', ?, 'user-1', 0, 1, 1)",
                        ACCOUNT,
                        box(settings)
                                .seal(
                                        Secret.of(SECRET),
                                        SqlMfaDevices.place(MfaDevice.serialNumber(ACCOUNT, "Phone"))));
    }

    private static String insertKeys(Connection connection, StoreSettings settings) throws SQLException {
        SecretBox box = box(settings);
        Sql sql = new Sql(connection);
        sql.update(
                "INSERT INTO access_keys VALUES ('LTAIold', ?, 'user-1', ?, 'Active', 1700000000000, NULL)",
                ACCOUNT,
                box.seal(Secret.of(SECRET), new SecretBox.Place("access_keys", "secret", "LTAIold")));
        return new ServiceKeyTable(box)
                .insert(sql, KeyPurpose.STORED, ServiceKeyTable.State.CURRENT, Instant.ofEpochMilli(1_700_000_000_000L))
                .getOrDefault(KeyPurpose.TOKEN_SIGNING, "");
    }

    @ParameterizedTest
    @EnumSource
    void aNewerSchemaIsRefusedAndLeftAlone(TestDatabases.Kind kind) throws Exception {
        StoreSettings settings = fresh(kind);
        String url = StoreLocation.of(settings.jdbcUrl()).url();
        try (TestStore store = TestStore.open(settings)) {
            store.account("acme");
        }
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration", "classpath:db/newer")
                .load()
                .migrate();

        assertThatThrownBy(() -> TestStore.open(settings))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("schema version 999");

        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(new Sql(connection).number("SELECT COUNT(*) FROM of_a_later_release"))
                    .isZero();
            assertThat(new Sql(connection).number("SELECT COUNT(*) FROM accounts"))
                    .isEqualTo(1);
        }
    }
}
