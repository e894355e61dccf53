package io.rolegate.identity;

/**
 * A read or write that the directory refuses. Kind and entity make the error code of ram.md §4, for example {@code
 * EntityNotExist.User.AccessKey}.
 */
public final class DirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Kind {
        NOT_EXIST,
        ALREADY_EXISTS,
        DELETE_CONFLICT,
        LIMIT_EXCEEDED,
        /** Another write got in between: the caller may try again. */
        CONCURRENT_CHANGE
    }

    private final Kind kind;
    private final String entity;

    /**
     * @param entity what it is about, as the error codes spell it: {@code User}, {@code User.AccessKey}, {@code Policy.Version}
     * @param message names the entity and the value; may be shown to the caller
     */
    public DirectoryException(Kind kind, String entity, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.entity = entity;
    }

    public Kind kind() {
        return kind;
    }

    public String entity() {
        return entity;
    }
}
