package io.rolegate.identity.store;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what a database's error means to the store's callers. */
final class SqlErrors {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Serialisation failure, deadlock, and H2's concurrent update. */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "90131");
    /** A row lock that was waited for in vain, in PostgreSQL and in H2. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");
    /** PostgreSQL shutting down, out of connections, or tired of waiting for this node; H2 closed, broken or locked. */
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "53300", "25P03", "90020", "90067", "90098", "90121");

    private SqlErrors() {}

    static boolean isUniqueViolation(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    static RuntimeException translate(SQLException e) {
        String state = state(e);
        if (UNIQUE_VIOLATION.equals(state)) {
            return new DirectoryException(
                    DirectoryException.Kind.ALREADY_EXISTS, "Entity", "The entity exists already");
        }
        // What a constraint refuses was there, or not, when this transaction looked.
        if (COLLISIONS.contains(state) || state.startsWith("23")) {
            return new TransactionCollision(e);
        }
        if (LOCK_TIMEOUTS.contains(state)) {
            return TransactionCollision.refusal();
        }
        if (isAway(e)) {
            return new StoreUnavailableException("The store went away", e);
        }
        return new IllegalStateException("The store refused a statement (SQL state " + state + ")", e);
    }

    static boolean isAway(SQLException e) {
        return e instanceof SQLNonTransientConnectionException
                || e instanceof SQLTransientConnectionException
                || state(e).startsWith("08")
                || AWAY.contains(state(e));
    }

    /** Opening failed: away, or wrongly configured. */
    static RuntimeException opening(SQLException e, StoreLocation location) {
        SQLException root = root(e).orElse(e);
        String state = state(root);
        if (state.startsWith("28") || state.startsWith("3D") || (state.startsWith("90") && !AWAY.contains(state))) {
            return new StoreConfigurationException(
                    "The store " + location.redacted() + " refuses to open: " + firstLine(root), e);
        }
        String what = "90020".equals(state) ? " is locked by another process" : " can't be reached: " + firstLine(root);
        return new StoreUnavailableException("The store " + location.redacted() + what, e);
    }

    /** Why something failed, in the words of the database where it was the database. */
    static String reason(Exception e) {
        return root(e).map(SqlErrors::firstLine).orElseGet(() -> firstLine(e.getMessage(), e.toString()));
    }

    /** What the database itself said, innermost. */
    private static Optional<SQLException> root(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner);
    }

    private static String firstLine(SQLException e) {
        return firstLine(e.getMessage(), "SQL state " + state(e));
    }

    private static String firstLine(@Nullable String message, String otherwise) {
        return message == null ? otherwise : message.lines().findFirst().orElse("");
    }

    private static String state(@Nullable SQLException e) {
        String state = e == null ? null : e.getSQLState();
        return state == null ? "" : state;
    }
}
