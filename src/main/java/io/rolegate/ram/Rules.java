package io.rolegate.ram;

import io.rolegate.api.Parameters;
import io.rolegate.api.TextRule;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.Totp;
import io.rolegate.policy.NetworkMasks;

/** What the parameters of the RAM API may look like (ram.md §1.7). */
public final class Rules {
    public static final TextRule USER_NAME = name(64, "._-", "letters, digits, '.', '_' and '-'");
    public static final TextRule GROUP_NAME = name(64, "-", "letters, digits and '-'");
    public static final TextRule ROLE_NAME = name(64, ".-", "letters, digits, '.' and '-'");
    public static final TextRule POLICY_NAME = name(128, "-", "letters, digits and '-'");
    public static final TextRule ACCESS_KEY_ID = name(128, ".", "letters, digits and '.'");

    public static final TextRule MFA_DEVICE_NAME = name(64, "._-", "letters, digits, '.', '_' and '-'");

    public static final TextRule SERIAL_NUMBER = TextRule.of(
                    1, 128, c -> c > ' ' && c < 0x7F, "printable ASCII characters")
            .withFormat(text -> text.startsWith("acs:ram::") && text.contains(":mfa/"), "the SerialNumber of a device");

    public static final TextRule AUTHENTICATION_CODE =
            TextRule.of(Totp.DIGITS, Totp.DIGITS, c -> c >= '0' && c <= '9', "digits");

    public static final TextRule NETWORK_MASKS = TextRule.of(
                    0, 512, c -> c > ' ' && c < 0x7F, "printable ASCII characters")
            .withFormat(Rules::areMasks, "at most 40 addresses or CIDR blocks with ';' between them");

    public static final TextRule VERSION_ID =
            name(10, "", "letters and digits").withFormat(Rules::isVersion, "'v' and a number, for example v1");

    public static final TextRule DISPLAY_NAME = TextRule.of(
            1,
            128,
            c -> Character.isLetterOrDigit(c) || "._-@ ".indexOf(c) >= 0,
            "letters, digits, '.', '_', '-', '@' and blanks");
    public static final TextRule EMAIL = TextRule.of(3, 128, c -> c > ' ' && c < 0x7F, "printable ASCII characters")
            .withFormat(Rules::isEmail, "an e-mail address");
    public static final TextRule MOBILE_PHONE =
            TextRule.of(3, 32, c -> (c >= '0' && c <= '9') || c == '-' || c == '+', "digits, '+' and '-'");
    public static final TextRule COMMENTS = TextRule.freeText(128);
    public static final TextRule DESCRIPTION = TextRule.freeText(1024);

    /** All digits would pass for the id of an account, in logon names and domains. */
    public static final TextRule ACCOUNT_ALIAS = TextRule.of(3, 63, c -> true, "")
            .withFormat(Rules::isAlias, "lower-case letters, digits and single '-' between them, and not digits alone");

    private static final int MOST_MASKS = 40;

    private Rules() {}

    static PolicyType policyType(Parameters parameters) {
        return parameters.requireChoice("PolicyType", PolicyType.values(), PolicyType::wireName);
    }

    private static TextRule name(int maxLength, String signs, String words) {
        return TextRule.of(1, maxLength, c -> TextRule.isAsciiAlphanumeric(c) || signs.indexOf(c) >= 0, words);
    }

    private static boolean areMasks(String text) {
        return NetworkMasks.parse(text)
                .filter(masks -> masks.size() <= MOST_MASKS)
                .isPresent();
    }

    private static boolean isVersion(String text) {
        return text.length() > 1
                && text.charAt(0) == 'v'
                && text.charAt(1) != '0'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1;
    }

    private static boolean isAlias(String text) {
        boolean alphabet = text.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        boolean hyphens = !text.startsWith("-") && !text.endsWith("-") && !text.contains("--");
        return alphabet && hyphens && text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }
}
