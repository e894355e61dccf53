package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import io.rolegate.wire.TestCertificate;
import io.rolegate.wire.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What console and demo call is a listener of their own process, whose name and certificate are those of another address. */
class OwnListenerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAME = "gateway.example";
    private static final UnsignedRequest WHO_AM_I = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
            .action("GetCallerIdentity")
            .version("2015-04-01")
            .build();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void listenerIsReachedByItsNameAndItsCertificateAlsoOnceThatIsRenewed() throws Exception {
        TlsFiles files = certificate().write(folder, PATIENCE);
        try (RunningGateway gateway = RunningGateway.start(Map.of(
                "api.hostNames",
                "www." + NAME + "," + NAME,
                "api.tls.certificate",
                files.certificate().toString(),
                "api.tls.key",
                files.key().toString(),
                "tls.checkSeconds",
                "1"))) {
            SignedClient console = gateway.client();
            assertThat(status(console, gateway)).isEqualTo(200);

            TestCertificate renewed = certificate();
            renewed.write(folder, PATIENCE);
            SSLContext trusting = renewed.trusting();
            Awaitility.await().atMost(PATIENCE).until(() -> shows(gateway, trusting));
            assertThat(status(console, gateway)).isEqualTo(200);
            assertThat(status(gateway.client(), gateway)).isEqualTo(200);
        }
    }

    private static TestCertificate certificate() throws Exception {
        return TestCertificate.make(NAME, "dns:" + NAME);
    }

    private static int status(SignedClient client, RunningGateway gateway) throws Exception {
        return client.call(WHO_AM_I, gateway.enterpriseA().credentials())
                .await(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .status();
    }

    private static boolean shows(RunningGateway gateway, SSLContext trusting) throws IOException {
        try (RawConnection connection = new RawConnection(gateway.gateway(), trusting)) {
            connection.send("");
            return true;
        } catch (SSLException older) {
            return false;
        }
    }
}
