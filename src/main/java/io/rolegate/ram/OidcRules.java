package io.rolegate.ram;

import io.rolegate.api.Parameters;
import io.rolegate.api.TextRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the parameters of OpenID Connect providers may look like. */
public final class OidcRules {
    private static final int SHA1_HEX_LENGTH = 40;
    private static final int SHA256_HEX_LENGTH = 64;
    private static final int MAX_LISTED = 1000;

    public static final TextRule PROVIDER_NAME = TextRule.of(
                    1,
                    128,
                    c -> TextRule.isAsciiAlphanumeric(c) || "._-".indexOf(c) >= 0,
                    "letters, digits, '.', '_' and '-'")
            .withFormat(
                    name -> TextRule.isAsciiAlphanumeric(name.charAt(0))
                            && TextRule.isAsciiAlphanumeric(name.charAt(name.length() - 1)),
                    "a name that begins and ends with a letter or digit");

    public static final TextRule ISSUER_URL = TextRule.of(
                    1, 255, c -> c > ' ' && c < 0x7F, "printable ASCII characters")
            .withFormat(OidcRules::isIssuer, "an https URL of a host, without query, fragment or credentials");

    public static final TextRule CLIENT_ID = TextRule.of(
                    1,
                    128,
                    c -> TextRule.isAsciiAlphanumeric(c) || ".-_:/".indexOf(c) >= 0,
                    "letters, digits, '.', '-', '_', ':' and '/'")
            .withFormat(id -> TextRule.isAsciiAlphanumeric(id.charAt(0)), "an id that begins with a letter or digit");

    public static final TextRule FINGERPRINT = TextRule.of(
                    SHA1_HEX_LENGTH, SHA256_HEX_LENGTH, OidcRules::isHexDigit, "hexadecimal digits")
            .withFormat(
                    text -> text.length() == SHA1_HEX_LENGTH || text.length() == SHA256_HEX_LENGTH,
                    "a SHA-1 or SHA-256 digest: 40 or 64 hexadecimal digits");

    public static final TextRule DESCRIPTION = TextRule.freeText(256);

    private OidcRules() {}

    /** The entries of a list in one parameter, each once, in their order. */
    static List<String> list(String name, String text, TextRule rule) {
        List<String> entries = Arrays.stream(text.split(",", MAX_LISTED))
                .map(entry -> rule.check(name, entry))
                .toList();
        if (entries.stream().distinct().count() < entries.size()) {
            throw Parameters.invalid(name, "must name each entry once");
        }
        return entries;
    }

    /** Fingerprints are kept in lower case, in which they are compared. */
    static List<String> fingerprints(String name, String text) {
        return list(name, text.toLowerCase(Locale.ROOT), FINGERPRINT);
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isIssuer(String text) {
        try {
            URI uri = new URI(text);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException notOne) {
            return false;
        }
    }
}
