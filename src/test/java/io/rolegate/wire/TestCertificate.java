package io.rolegate.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 and localhost that is its own authority, with its key. */
public final class TestCertificate {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "listener";
    private static final int SECONDS = 60;

    private final Certificate certificate;
    private final byte[] key;

    private TestCertificate(Certificate certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** Makes one for this machine. */
    public static TestCertificate make(String commonName) throws IOException, GeneralSecurityException {
        return make(commonName, "ip:127.0.0.1,dns:localhost");
    }

    /** Makes one for these names alone, by the platform's own tool. */
    public static TestCertificate make(String commonName, String names) throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("certificate");
        Path store = folder.resolve("store.p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + commonName,
                        "-ext",
                        "san=" + names,
                        "-ext",
                        "bc:critical=ca:true",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            if (!tool.waitFor(SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new IOException(Files.readString(folder.resolve("out")));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(
                keys.getCertificate(ALIAS),
                keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    public Certificate certificate() {
        return certificate;
    }

    /** Writes both as PEM, over what may be there. */
    public TlsFiles write(Path folder, Duration checkEvery) throws IOException, GeneralSecurityException {
        return new TlsFiles(
                Files.writeString(folder.resolve("certificate.pem"), pem("CERTIFICATE", certificate.getEncoded())),
                Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key)),
                checkEvery);
    }

    private static String pem(String label, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /** For clients that trust this one alone. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
