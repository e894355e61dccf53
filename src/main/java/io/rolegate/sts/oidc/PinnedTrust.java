package io.rolegate.sts.oidc;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the certificates of the given fingerprints, and what they have signed, instead of the platform's authorities: a
 * server's chain must lead to one of them. The certificate itself may be missing from the chain where it is one of those
 * authorities. Names are checked by the TLS engine, as ever.
 */
final class PinnedTrust implements X509TrustManager {
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final int SHA1_HEX_LENGTH = 40;

    private final Set<String> fingerprints;
    private final List<X509Certificate> authorities;

    /** @param fingerprints SHA-1 or SHA-256, in hexadecimal */
    PinnedTrust(List<String> fingerprints) {
        this.fingerprints = fingerprints.stream()
                .map(fingerprint -> fingerprint.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.authorities = platformAuthorities();
    }

    /** None of the fingerprints is of a certificate that the server's chain leads to. */
    static final class MismatchException extends CertificateException {
        private static final long serialVersionUID = 1;

        MismatchException() {
            super("no certificate of the chain has one of the provider's fingerprints");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain.length == 0) {
            throw new MismatchException();
        }
        chain[0].checkValidity();
        checkUsage(chain[0]);
        if (isPinned(chain[0])) {
            return;
        }
        Set<TrustAnchor> anchors = anchors(chain);
        if (anchors.isEmpty()) {
            throw new MismatchException();
        }
        validate(chain, anchors);
    }

    private Set<TrustAnchor> anchors(X509Certificate[] chain) throws CertificateException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate certificate :
                Stream.concat(Arrays.stream(chain), authorities.stream()).toList()) {
            if (isPinned(certificate)) {
                anchors.add(new TrustAnchor(certificate, null));
            }
        }
        return anchors;
    }

    /** The chain up to the first anchor in it: what follows says nothing more. */
    private void validate(X509Certificate[] chain, Set<TrustAnchor> anchors) throws CertificateException {
        int length = 0;
        while (length < chain.length && !isPinned(chain[length])) {
            length++;
        }
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(Arrays.asList(chain).subList(0, length)),
                            parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the chain does not lead to a certificate with such a fingerprint", e);
        }
    }

    private boolean isPinned(X509Certificate certificate) throws CertificateException {
        for (String fingerprint : fingerprints) {
            String algorithm = fingerprint.length() == SHA1_HEX_LENGTH ? "SHA-1" : "SHA-256";
            if (fingerprint.equals(digest(certificate, algorithm))) {
                return true;
            }
        }
        return false;
    }

    private static String digest(X509Certificate certificate, String algorithm) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private static void checkUsage(X509Certificate leaf) throws CertificateException {
        List<String> usages = leaf.getExtendedKeyUsage();
        if (usages != null && !usages.contains(SERVER_AUTHENTICATION) && !usages.contains(ANY_USAGE)) {
            throw new CertificateException("the certificate is not one of a server");
        }
    }

    private static List<X509Certificate> platformAuthorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform's certificate authorities can't be read", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no clients are expected");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
