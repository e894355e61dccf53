package io.rolegate.identity.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;

class ListenOptionsTest {
    @Test
    void theUrlTellsWhereToListen() {
        PgConnectOptions options = options("jdbc:postgresql://db.internal:6543/rolegate?user=amy&password=s%26cret");

        assertThat(options.getHost()).isEqualTo("db.internal");
        assertThat(options.getPort()).isEqualTo(6543);
        assertThat(options.getDatabase()).isEqualTo("rolegate");
        assertThat(options.getUser()).isEqualTo("amy");
        assertThat(options.getPassword()).isEqualTo("s&cret");
        assertThat(options.getSslMode()).isEqualTo(SslMode.PREFER);
    }

    @Test
    void anEncryptedConnectionIsVerifiedAsTheUrlDemands() {
        PgConnectOptions options =
                options("jdbc:postgresql://db/rolegate?sslmode=verify-full&sslrootcert=/etc/ssl/db.pem");

        assertThat(options.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(options.getSslOptions().isTrustAll()).isFalse();
        assertThat(options.getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void whatCannotBeListenedToIsPolled() {
        assertThat(ListenOptions.of(StoreSettings.of("jdbc:postgresql://one,two/rolegate")))
                .isEmpty();
        assertThat(ListenOptions.of(StoreSettings.of("jdbc:postgresql://db/rolegate?sslmode=verify-ca")))
                .isEmpty();
    }

    private static PgConnectOptions options(String url) {
        return ListenOptions.of(StoreSettings.of(url)).orElseThrow();
    }
}
