package io.rolegate.ram;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import java.util.Locale;

/** How strong a log-on password must be. */
final class Passwords {
    private static final int MIN_LENGTH = 8;
    private static final int MIN_DIFFERENT = 4;
    private static final int MAX_LENGTH = 128;
    /** A shorter user name is in too many good passwords by chance. */
    private static final int TELLING_NAME_LENGTH = 4;

    private Passwords() {}

    /** Returns a password that is good enough; {@code InvalidParameter.<Name>.TooWeak} otherwise. */
    static String check(String parameter, String password, String userName) {
        if (password.length() > MAX_LENGTH) {
            throw refusal(parameter, "Length", "may have at most " + MAX_LENGTH + " characters");
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw refusal(parameter, "InvalidChars", "may not hold control characters");
        }
        if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
            throw refusal(parameter, "TooWeak", "must have at least " + MIN_LENGTH + " characters");
        }
        if (password.codePoints().distinct().count() < MIN_DIFFERENT) {
            throw refusal(parameter, "TooWeak", "must have at least " + MIN_DIFFERENT + " different characters");
        }
        if (userName.length() >= TELLING_NAME_LENGTH
                && password.toLowerCase(Locale.ROOT).contains(userName.toLowerCase(Locale.ROOT))) {
            throw refusal(parameter, "TooWeak", "may not hold the user name");
        }
        return password;
    }

    private static ApiException refusal(String parameter, String kind, String expected) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER,
                parameter + "." + kind,
                "The parameter " + parameter + " " + expected + ".");
    }
}
