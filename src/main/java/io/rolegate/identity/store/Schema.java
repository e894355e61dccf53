package io.rolegate.identity.store;

import io.rolegate.identity.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The store's tables, in the version that this program knows. Blocking. */
final class Schema {
    private Schema() {}

    /**
     * Makes or updates the tables. {@link StoreUnavailableException} where a later release has changed them, so that nothing is
     * written which that release would not expect; {@link StoreConfigurationException} where they can't be updated.
     */
    static void bringUpToDate(DataSource source, StoreLocation location) {
        try {
            Flyway flyway = Flyway.configure().dataSource(source).load();
            refuseNewer(flyway.info().all(), location);
            flyway.migrate();
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException cause && SqlErrors.isAway(cause)) {
                throw SqlErrors.opening(cause, location);
            }
            throw new StoreConfigurationException(
                    "The schema of the store " + location.redacted() + " can't be brought up to date: "
                            + SqlErrors.reason(e),
                    e);
        }
    }

    private static void refuseNewer(MigrationInfo[] migrations, StoreLocation location) {
        MigrationVersion known = newest(Stream.of(migrations).filter(migration -> !isOfLaterRelease(migration)));
        MigrationVersion found = newest(Stream.of(migrations));
        if (found.compareTo(known) > 0) {
            throw new StoreUnavailableException(
                    "The store " + location.redacted() + " has schema version " + found
                            + ", but this release knows none after " + known
                            + "; use the release that last opened it, or a later one",
                    null);
        }
    }

    private static boolean isOfLaterRelease(MigrationInfo migration) {
        return migration.getState().isApplied() && !migration.getState().isResolved();
    }

    private static MigrationVersion newest(Stream<MigrationInfo> migrations) {
        return migrations
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.EMPTY);
    }
}
