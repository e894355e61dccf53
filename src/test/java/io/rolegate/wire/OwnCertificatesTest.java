package io.rolegate.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnCertificatesTest {
    private static X509Certificate first;
    private static X509Certificate second;
    private static X509Certificate third;

    private final OwnCertificates own = new OwnCertificates();

    @BeforeAll
    static void make() throws Exception {
        first = (X509Certificate) TestCertificate.make("a").certificate();
        second = (X509Certificate) TestCertificate.make("a").certificate();
        third = (X509Certificate) TestCertificate.make("a").certificate();
    }

    @Test
    void nobodyElsesCertificateIsTrusted() {
        own.add(first);

        assertThatCode(() -> own.checkServerTrusted(chain(first), "EC")).doesNotThrowAnyException();
        refused(chain(second));
        refused(chain(second, first));
        refused(chain());
        refused(null);
    }

    @Test
    void renewedCertificateIsTrustedAndTheOneBeforeIt() {
        own.add(first);
        own.add(second);
        own.add(second);
        assertThatCode(() -> own.checkServerTrusted(chain(first), "EC")).doesNotThrowAnyException();

        own.add(third);
        assertThatCode(() -> own.checkServerTrusted(chain(second), "EC")).doesNotThrowAnyException();
        assertThatCode(() -> own.checkServerTrusted(chain(third), "EC")).doesNotThrowAnyException();
        refused(chain(first));
    }

    private void refused(X509Certificate @Nullable [] chain) {
        assertThatExceptionOfType(CertificateException.class).isThrownBy(() -> own.checkServerTrusted(chain, "EC"));
    }

    private static X509Certificate[] chain(X509Certificate... certificates) {
        return certificates;
    }
}
