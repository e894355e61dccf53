package io.rolegate.identity.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of one transaction, on a thread that may block. Instants are stored as epoch milliseconds. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes an object from the row that the cursor stands on. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What a transaction does in one go. */
    interface Work<T> {
        T apply(Sql sql) throws SQLException;
    }

    /** What a transaction does in one go, without a result. */
    interface Step {
        void apply(Sql sql) throws SQLException;
    }

    /** Runs a statement; how many rows it changed. */
    int update(String statement, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, parameters)) {
            return prepared.executeUpdate();
        }
    }

    /** What an item gives to a statement. */
    interface Parameters<T> {
        @Nullable
        Object[] of(T item);
    }

    /** Runs one statement for each of several items. */
    <T> void updateAll(String statement, List<T> items, Parameters<T> parameters) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (T item : items) {
                bind(prepared, parameters.of(item));
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    <T> List<T> list(Reader<T> reader, String query, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement prepared = prepare(query, parameters);
                ResultSet rows = prepared.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    <T> Optional<T> first(Reader<T> reader, String query, @Nullable Object... parameters) throws SQLException {
        List<T> all = list(reader, query, parameters);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** A number that the query surely gives, such as a count. */
    long number(String query, @Nullable Object... parameters) throws SQLException {
        return first(row -> row.getLong(1), query, parameters)
                .orElseThrow(() -> new SQLException("no row from " + query));
    }

    /** Whether the query gives any row. */
    boolean exists(String query, @Nullable Object... parameters) throws SQLException {
        return first(row -> true, query, parameters).isPresent();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private PreparedStatement prepare(String statement, @Nullable Object... parameters) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            bind(prepared, parameters);
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement prepared, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, bindable(parameters[i]));
        }
    }

    private static @Nullable Object bindable(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (value instanceof String text) {
            // PostgreSQL refuses NUL in a text; nothing stored holds the replacement, so a look-up finds nothing.
            return text.replace('\0', '\uFFFD');
        }
        return value;
    }
}
