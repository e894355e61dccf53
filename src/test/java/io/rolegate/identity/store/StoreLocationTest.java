package io.rolegate.identity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.Secret;
import io.rolegate.identity.store.StoreLocation.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreLocationTest {
    @Test
    void anH2FileIsDurableAndOwned() {
        StoreLocation location = StoreLocation.of("jdbc:h2:file:./data/rolegate;CACHE_SIZE=1");

        assertThat(location.kind()).isEqualTo(Kind.H2_FILE);
        assertThat(location.url())
                .startsWith("jdbc:h2:file:./data/rolegate;CACHE_SIZE=1;")
                .contains(";WRITE_DELAY=0", ";DB_CLOSE_ON_EXIT=FALSE");
        assertThat(location.beside(".key"))
                .contains(Path.of("data/rolegate.key").toAbsolutePath());
        assertThat(StoreLocation.of("jdbc:h2:~/x").beside(".lock"))
                .contains(Path.of(System.getProperty("user.home"), "x.lock"));
    }

    @Test
    void aMemoryStoreOutlivesItsConnections() {
        StoreLocation location = StoreLocation.of("jdbc:h2:mem:");

        assertThat(location.kind()).isEqualTo(Kind.H2_MEMORY);
        assertThat(location.url()).matches("jdbc:h2:mem:\\w{16};.*DB_CLOSE_DELAY=-1.*");
        assertThat(location.beside(".key")).isEmpty();
    }

    @Test
    void onlyPostgreSqlIsShared() {
        assertThat(StoreLocation.of("jdbc:postgresql://db/rolegate").kind()).isEqualTo(Kind.POSTGRESQL);
    }

    @Test
    void whatNamesNoStoreIsRefused() {
        assertThatThrownBy(() -> StoreLocation.of("h2:mem:x")).isInstanceOf(StoreConfigurationException.class);
        assertThatThrownBy(() -> StoreLocation.of("jdbc:h2:./x;auto_server=true"))
                .isInstanceOf(StoreConfigurationException.class);
        assertThatThrownBy(() -> StoreLocation.of("jdbc:h2:tcp://db/x"))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("embedded only");
        assertThatThrownBy(() -> StoreLocation.of("jdbc:mysql://db/x"))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("H2 or PostgreSQL");
    }

    @Test
    void settingsPrintNoPassword() {
        StoreSettings settings = StoreSettings.of("jdbc:postgresql://u:secret1@db/x?password=secret2")
                .withKeyFromEnvironment(Secret.of("secret3"));

        assertThat(settings.toString()).contains("db/x").doesNotContain("secret");
    }
}
