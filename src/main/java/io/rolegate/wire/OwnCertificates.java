package io.rolegate.wire;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the certificate that a listener of this process shows, and the one before it; no other, whoever issued it. */
final class OwnCertificates implements X509TrustManager {
    private static final int KEPT = 2;

    private final AtomicReference<List<X509Certificate>> newest = new AtomicReference<>(List.of());

    /** Adds one that the listener is going to show. */
    void add(X509Certificate certificate) {
        newest.updateAndGet(known -> Stream.concat(Stream.of(certificate), known.stream())
                .distinct()
                .limit(KEPT)
                .toList());
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType) throws CertificateException {
        if (chain == null || chain.length == 0 || !newest.get().contains(chain[0])) {
            throw new CertificateException("this is not the certificate of the gateway's own listener");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType) throws CertificateException {
        throw new CertificateException("a listener is no client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
