package io.rolegate.identity;

import java.util.concurrent.CompletionStage;

/** Sets a user's password to one of the user's own choice. */
public interface NewPasswords {
    /**
     * Sets it, and that none has to be chosen at the next log-on. A failed stage leaves the old one: the caller is told why
     * where the password is not what the account's policy demands, or where it was changed meanwhile.
     *
     * @param presentMark of the password that is to be replaced, see {@link PasswordMark}
     */
    CompletionStage<Void> set(RamUser user, String presentMark, String password, WriteOrigin origin);
}
