package io.rolegate.wire;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.X509KeyManager;

/** The contents of {@link TlsFiles} at one moment. Reading blocks. */
final class KeyPairFiles {
    private static final List<String> KEY_TYPES = List.of("RSA", "EC");
    private static final byte[] PROBE = {1, 2, 3};

    private final TlsFiles files;
    private final byte[] certificate;
    private final byte[] key;

    private KeyPairFiles(TlsFiles files, byte[] certificate, byte[] key) {
        this.files = files;
        this.certificate = certificate;
        this.key = key;
    }

    /** @throws UnusableCertificateException where a file can't be read */
    static KeyPairFiles read(TlsFiles files) {
        return new KeyPairFiles(files, read(files.certificate()), read(files.key()));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnusableCertificateException(file + " can't be read: " + e, e);
        }
    }

    boolean isSameAs(KeyPairFiles other) {
        return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }

    PemKeyCertOptions options() {
        return new PemKeyCertOptions().setCertValue(Buffer.buffer(certificate)).setKeyValue(Buffer.buffer(key));
    }

    /**
     * Checks that both can be read and that the key is the certificate's: TLS would find that out only when the first client
     * calls.
     *
     * @return the listener's own certificate
     * @throws UnusableCertificateException where it isn't so
     */
    X509Certificate verify(Vertx vertx) {
        try {
            X509KeyManager keys =
                    (X509KeyManager) options().getKeyManagerFactory(vertx).getKeyManagers()[0];
            for (String type : KEY_TYPES) {
                String[] aliases = keys.getServerAliases(type, null);
                if (aliases != null) {
                    X509Certificate own = keys.getCertificateChain(aliases[0])[0];
                    verify(own, keys.getPrivateKey(aliases[0]));
                    return own;
                }
            }
            throw new UnusableCertificateException(files.certificate() + " has neither an RSA nor an EC key");
        } catch (UnusableCertificateException e) {
            throw e;
        } catch (Exception e) { // that is what Vert.x declares
            throw new UnusableCertificateException(
                    files.certificate() + " and " + files.key() + " are no certificate and key in PEM: "
                            + e.getMessage(),
                    e);
        }
    }

    private void verify(X509Certificate own, PrivateKey ownKey) throws GeneralSecurityException {
        String algorithm = ownKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(ownKey);
        signature.update(PROBE);
        byte[] proof = signature.sign();
        signature.initVerify(own.getPublicKey());
        signature.update(PROBE);
        if (!signature.verify(proof)) {
            throw new UnusableCertificateException(files.key() + " is not the key of " + files.certificate());
        }
    }
}
