package io.rolegate.identity.transfer;

import java.util.List;

/** A part of an account image that the store refuses; nothing of the image was brought in. */
public final class TransferException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> path;

    /**
     * @param path the keys that lead to the part in an account file, for example {@code users}, {@code amy}, {@code groups}
     * @param message why it is refused; holds no secret
     */
    public TransferException(List<String> path, String message) {
        super(message, null, false, false);
        this.path = List.copyOf(path);
    }

    public List<String> path() {
        return path;
    }
}
