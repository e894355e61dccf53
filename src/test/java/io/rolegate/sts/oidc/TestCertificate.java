package io.rolegate.sts.oidc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate with its private key, and the certificates that vouch for it, nearest first. */
public record TestCertificate(X509Certificate certificate, KeyPair keys, List<X509Certificate> issuers) {
    private static final byte[] ECDSA_WITH_SHA256 = sequence(hex("06082a8648ce3d040302"));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** An authority of its own. */
    public static TestCertificate authority(String name) {
        return issue(name, null, hex("300f0603551d130101ff040530030101ff"), Instant.now());
    }

    /** The certificate of a server, vouched for by an authority, or by itself where that is null. */
    public static TestCertificate server(String host, @Nullable TestCertificate authority) {
        return server(host, authority, Instant.now());
    }

    /** The certificate of a server, valid for a day from an hour before a time. */
    public static TestCertificate server(String host, @Nullable TestCertificate authority, Instant now) {
        byte[] names = sequence(tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        byte[] extension = sequence(hex("0603551d11"), tagged(0x04, names));
        return issue(host, authority, extension, now);
    }

    public String sha1() {
        return fingerprint("SHA-1");
    }

    public String sha256() {
        return fingerprint("SHA-256");
    }

    /** Shows this certificate and its issuers, save the last, which clients must know. */
    KeyManagerFactory keyManagers(boolean withRoot) throws Exception {
        List<Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(withRoot || issuers.isEmpty() ? issuers : issuers.subList(0, issuers.size() - 1));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), new char[0], chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory;
    }

    private String fingerprint(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestCertificate issue(
            String name, @Nullable TestCertificate authority, byte[] extension, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] subject = name(name);
            byte[] body = sequence(
                    hex("a003020102"),
                    tagged(0x02, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                    ECDSA_WITH_SHA256,
                    authority == null
                            ? subject
                            : authority.certificate().getSubjectX500Principal().getEncoded(),
                    sequence(time(now.minus(Duration.ofHours(1))), time(now.plus(Duration.ofDays(1)))),
                    subject,
                    keys.getPublic().getEncoded(),
                    tagged(0xa3, sequence(extension)));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign((authority == null ? keys : authority.keys()).getPrivate());
            signature.update(body);
            byte[] encoded = sequence(body, ECDSA_WITH_SHA256, tagged(0x03, concat(new byte[1], signature.sign())));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            List<X509Certificate> issuers = new ArrayList<>();
            if (authority != null) {
                issuers.add(authority.certificate());
                issuers.addAll(authority.issuers());
            }
            return new TestCertificate(certificate, keys, issuers);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] name(String name) {
        byte[] attribute = sequence(hex("0603550403"), tagged(0x0c, name.getBytes(StandardCharsets.UTF_8)));
        return sequence(tagged(0x31, attribute));
    }

    private static byte[] time(Instant time) {
        return tagged(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, concat(parts));
    }

    /** DER: a tag, the length and the content. */
    private static byte[] tagged(int tag, byte[] content) {
        byte[] length = content.length < 0x80
                ? new byte[] {(byte) content.length}
                : content.length < 0x100
                        ? new byte[] {(byte) 0x81, (byte) content.length}
                        : new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return concat(new byte[] {(byte) tag}, length, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
