package io.rolegate.sts.logon;

import io.rolegate.identity.Account;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to log on, as typed: {@code <user>@<alias>}, or the bare alias for the account's owner. The account's id may stand in
 * place of its alias, and the default domain in a user's name (ram.md §6).
 *
 * @param user null for the account's owner
 * @param account alias or id, in lower case
 */
record LogonName(@Nullable String user, String account) {
    private static final int LONGEST = 256;

    /** Empty where nobody can have that name. */
    static Optional<LogonName> parse(String typed) {
        String name = typed.strip();
        int at = name.lastIndexOf('@');
        String account = name.substring(at + 1).toLowerCase(Locale.ROOT);
        LogonName read =
                at < 0 ? new LogonName(null, account) : new LogonName(name.substring(0, at), Account.nameOf(account));
        return name.length() <= LONGEST && isAccount(read.account()) && at != 0 ? Optional.of(read) : Optional.empty();
    }

    private static boolean isAccount(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** What attempts are counted under: the same however the account is named. */
    String key(@Nullable String accountId) {
        String where = accountId == null ? account : accountId;
        return user == null ? where : user.toLowerCase(Locale.ROOT) + '@' + where;
    }
}
