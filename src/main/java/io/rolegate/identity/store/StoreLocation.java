package io.rolegate.identity.store;

import io.rolegate.identity.RandomText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL taken apart as far as the store must know it.
 *
 * @param url what the driver is given, with the options that the store relies on
 * @param database the path of an H2 file store without H2's suffix, else null
 */
record StoreLocation(Kind kind, String url, @Nullable Path database) {
    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    /** Waiting writers queue behind row locks; H2's default of one second is too short for a busy queue. */
    private static final String H2_OPTIONS = ";LOCK_TIMEOUT=15000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    /** The kinds of store that are opened differently. */
    enum Kind {
        H2_MEMORY,
        H2_FILE,
        POSTGRESQL
    }

    /** Reads a URL; {@link StoreConfigurationException} where it can't name a store. */
    static StoreLocation of(String jdbcUrl) {
        if (!jdbcUrl.startsWith("jdbc:")) {
            throw new StoreConfigurationException(
                    "The store must be a JDBC URL, for example jdbc:h2:file:./data/rolegate");
        }
        if (jdbcUrl.startsWith(POSTGRESQL)) {
            return new StoreLocation(Kind.POSTGRESQL, jdbcUrl, null);
        }
        if (!jdbcUrl.startsWith(H2)) {
            throw new StoreConfigurationException("The store must be H2 or PostgreSQL");
        }
        String upper = jdbcUrl.toUpperCase(Locale.ROOT);
        if (upper.contains(";AUTO_SERVER=TRUE")) {
            throw new StoreConfigurationException("AUTO_SERVER is not supported: one process owns an H2 file");
        }
        int options = jdbcUrl.indexOf(';');
        String place = jdbcUrl.substring(H2.length(), options < 0 ? jdbcUrl.length() : options);
        String rest = options < 0 ? "" : jdbcUrl.substring(options);
        if (place.startsWith("mem:")) {
            String name = place.equals("mem:") ? "mem:" + RandomText.alphanumeric(16) : place;
            return new StoreLocation(Kind.H2_MEMORY, H2 + name + rest + H2_OPTIONS + ";DB_CLOSE_DELAY=-1", null);
        }
        if (place.startsWith("tcp:") || place.startsWith("ssl:")) {
            throw new StoreConfigurationException("H2 is supported embedded only, in a file or in memory");
        }
        String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
        return new StoreLocation(Kind.H2_FILE, H2 + place + rest + H2_OPTIONS + ";WRITE_DELAY=0", absolute(path));
    }

    private static Path absolute(String path) {
        String home = path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path;
        return Path.of(home).toAbsolutePath().normalize();
    }

    /** Whether the database of a file store exists already. */
    boolean exists() {
        return beside(".mv.db").map(Files::exists).orElse(false);
    }

    /** A file beside the database of a file store. */
    Optional<Path> beside(String suffix) {
        return Optional.ofNullable(database).map(path -> path.resolveSibling(path.getFileName() + suffix));
    }

    /** The URL without what follows its place, for messages. */
    String redacted() {
        return redact(url);
    }

    static String redact(String url) {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^@/]*@", "//");
    }
}
