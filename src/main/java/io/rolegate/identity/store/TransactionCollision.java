package io.rolegate.identity.store;

import io.rolegate.identity.DirectoryException;

/** The database rolled a transaction back since another one got in its way: the same once more may well succeed. */
final class TransactionCollision extends RuntimeException {
    private static final long serialVersionUID = 1;

    TransactionCollision(Throwable cause) {
        super("The transaction collided with another one", cause, false, false);
    }

    /** What the caller is told where it never succeeded. */
    static DirectoryException refusal() {
        return new DirectoryException(
                DirectoryException.Kind.CONCURRENT_CHANGE, "Entity", "Other writes got in between; try again");
    }
}
