package io.rolegate.identity.store;

import io.rolegate.identity.Secret;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the connection that listens for notices reaches the database that a JDBC URL names. */
final class ListenOptions {
    private static final Logger LOG = LoggerFactory.getLogger(ListenOptions.class);

    private ListenOptions() {}

    /** Empty where the URL says what this client can't do: then nodes poll. */
    static Optional<PgConnectOptions> of(StoreSettings settings) {
        Map<String, String> url = properties(settings.jdbcUrl());
        String host = url.getOrDefault("PGHOST", "localhost");
        if (host.indexOf(',') >= 0) {
            LOG.warn("The store's URL names several hosts: changes of other nodes are noticed by polling only");
            return Optional.empty();
        }
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host)
                .setPort(Integer.parseInt(url.getOrDefault("PGPORT", "5432")))
                .setUser(url.getOrDefault("user", user(settings)))
                .setDatabase(url.getOrDefault("PGDBNAME", user(settings)));
        Secret configured = settings.password();
        String password = url.get("password");
        if (password != null) {
            options.setPassword(password);
        } else if (configured != null) {
            options.setPassword(configured.reveal());
        }
        return secure(options, url);
    }

    private static String user(StoreSettings settings) {
        String user = settings.user();
        return user == null ? System.getProperty("user.name") : user;
    }

    /** What the driver reads out of the URL. */
    private static Map<String, String> properties(String url) {
        try {
            Map<String, String> properties = new HashMap<>();
            for (DriverPropertyInfo property : DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
                if (property.value != null) {
                    properties.put(property.name, property.value);
                }
            }
            return properties;
        } catch (SQLException e) {
            throw new StoreConfigurationException("The store's URL is malformed", e);
        }
    }

    private static Optional<PgConnectOptions> secure(PgConnectOptions options, Map<String, String> url) {
        SslMode sslMode = SslMode.of(url.getOrDefault("sslmode", "prefer"));
        ClientSSLOptions ssl = new ClientSSLOptions();
        if (sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL) {
            String root = url.get("sslrootcert");
            if (root == null) {
                LOG.warn("The store's URL names no sslrootcert: changes of other nodes are noticed by polling only");
                return Optional.empty();
            }
            ssl.setTrustOptions(new PemTrustOptions().addCertPath(root));
        } else {
            ssl.setTrustAll(true);
        }
        ssl.setHostnameVerificationAlgorithm(sslMode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        return Optional.of(options.setSslMode(sslMode).setSslOptions(ssl));
    }
}
