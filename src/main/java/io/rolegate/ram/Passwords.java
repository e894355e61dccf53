package io.rolegate.ram;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import java.util.Locale;

/** How strong a log-on password must be. */
final class Passwords {
    private static final int MIN_LENGTH = 8;
    private static final int MIN_DIFFERENT = 4;
    /** What bcrypt takes in; more would be ignored without a word. */
    private static final int MAX_BYTES = 72;

    private Passwords() {}

    /** Returns a password that is good enough; {@code InvalidParameter.<Name>.TooWeak} otherwise. */
    static String check(String parameter, String password, String userName) {
        if (password.getBytes(UTF_8).length > MAX_BYTES) {
            throw refusal(parameter, "Length", "may have at most " + MAX_BYTES + " bytes in UTF-8");
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
        if (password.toLowerCase(Locale.ROOT).contains(userName.toLowerCase(Locale.ROOT))) {
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
