package io.rolegate.wire;

/** A certificate or its key can't be read, or they don't belong together; the message names the file. */
public final class UnusableCertificateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableCertificateException(String message, Throwable cause) {
        super(message, cause);
    }

    UnusableCertificateException(String message) {
        super(message);
    }
}
