package io.rolegate.identity.store;

import io.rolegate.identity.RandomText;
import io.rolegate.identity.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;

/** Fresh databases of each kind that the store runs on. */
public final class TestDatabases {
    private TestDatabases() {}

    /** The kinds, for parameterized tests. */
    public enum Kind {
        H2,
        POSTGRESQL;

        /** Settings of a database that nobody used yet. */
        public StoreSettings fresh() {
            return switch (this) {
                case H2 -> StoreSettings.of("jdbc:h2:mem:" + RandomText.alphanumeric(12));
                case POSTGRESQL -> StoreSettings.of(PostgreSql.freshUrl()).withKeyFromEnvironment(key());
            };
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(Kind.values());
    }

    /** The port of the one PostgreSQL server. */
    static int postgreSqlPort() {
        return PostgreSql.SERVER.getPort();
    }

    /** A new key-encryption key in Base64. */
    public static Secret key() {
        return Secret.of(
                Base64.getEncoder().encodeToString(RandomText.alphanumeric(32).getBytes(StandardCharsets.US_ASCII)));
    }

    /** One server for the whole run, started at first use; a store has a schema of its own, made and left behind quickly. */
    private static final class PostgreSql {
        private static final String DATABASE = "postgres";
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String freshUrl() {
            String name = "store_" + RandomText.alphanumeric(12).toLowerCase(Locale.ROOT);
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return SERVER.getJdbcUrl("postgres", DATABASE) + "&currentSchema=" + name;
        }
    }
}
