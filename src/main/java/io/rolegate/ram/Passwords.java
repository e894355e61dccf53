package io.rolegate.ram;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Parameters;
import io.rolegate.api.TextRule;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.RamUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** How strong a log-on password must be: by the account's policy, and by rules that hold whatever the policy says. */
final class Passwords {
    private static final int MIN_DIFFERENT = 4;
    private static final TextRule RULE =
            TextRule.of(0, 128, c -> !Character.isISOControl(c), "characters other than control characters");
    /** A shorter user name is in too many good passwords by chance. */
    private static final int TELLING_NAME_LENGTH = 4;

    private Passwords() {}

    /** A password as it was sent, of a length and characters that can be hashed. */
    static String require(Parameters parameters, String name) {
        return parameters.require(name, RULE);
    }

    /** Fails with {@code InvalidParameter.Password.TooWeak}, and says all that is missing. */
    static void check(String parameter, String password, RamUser user, PasswordPolicy policy) {
        List<String> missing = new ArrayList<>();
        if (password.codePointCount(0, password.length()) < policy.minimumLength()) {
            missing.add("have at least " + policy.minimumLength() + " characters");
        }
        if (password.codePoints().distinct().count() < MIN_DIFFERENT) {
            missing.add("have at least " + MIN_DIFFERENT + " different characters");
        }
        if (user.name().length() >= TELLING_NAME_LENGTH
                && password.toLowerCase(Locale.ROOT).contains(user.name().toLowerCase(Locale.ROOT))) {
            missing.add("not hold the user name");
        }
        demand(missing, policy.requireLowercase(), password, Character::isLowerCase, "hold a lower-case letter");
        demand(missing, policy.requireUppercase(), password, Character::isUpperCase, "hold an upper-case letter");
        demand(missing, policy.requireNumbers(), password, Character::isDigit, "hold a digit");
        demand(missing, policy.requireSymbols(), password, Passwords::isSymbol, "hold a symbol");
        if (!missing.isEmpty()) {
            throw refusal(parameter, "TooWeak", "must " + String.join(", ", missing));
        }
    }

    /** The refusal of a password that the user had before. */
    static ApiException reused(String parameter, PasswordPolicy policy) {
        return refusal(parameter, "Reused", "must not be one of the last " + policy.reusePrevention() + " passwords");
    }

    private static void demand(
            List<String> missing, boolean demanded, String password, IntPredicate kind, String words) {
        if (demanded && password.codePoints().noneMatch(kind)) {
            missing.add(words);
        }
    }

    private static boolean isSymbol(int codePoint) {
        return !Character.isLetterOrDigit(codePoint) && !Character.isWhitespace(codePoint);
    }

    private static ApiException refusal(String parameter, String kind, String expected) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER, "Password." + kind, "The parameter " + parameter + " " + expected + ".");
    }
}
