package io.rolegate.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rolegate.identity.Page;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Marker and MaxItems in requests, IsTruncated and Marker in answers (ram.md §4). The store's own marker travels in an opaque
 * form, so that clients don't come to depend on what it is.
 */
public final class Paging {
    private static final int MAX_ITEMS = 1000;
    private static final int DEFAULT_ITEMS = 100;
    private static final int LONGEST_MARKER = 1024;
    /** Tells our markers from chance base64, and this form from later ones. */
    private static final String FORM = "m1:";

    private Paging() {}

    /** The page that a call asks for; fails with {@code InvalidParameter.Marker} or {@code InvalidParameter.MaxItems}. */
    public static Page.Request request(Parameters parameters) {
        String marker = parameters.text("Marker").map(Paging::decode).orElse(null);
        int maxItems = parameters.number("MaxItems", 1, MAX_ITEMS).orElse(DEFAULT_ITEMS);
        return new Page.Request(marker, maxItems);
    }

    /** Adds IsTruncated and, where there is more, Marker. */
    static Fields describe(Fields fields, @Nullable String nextMarker) {
        fields.put("IsTruncated", nextMarker != null);
        if (nextMarker != null) {
            fields.put("Marker", encode(nextMarker));
        }
        return fields;
    }

    private static String encode(String marker) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((FORM + marker).getBytes(UTF_8));
    }

    private static String decode(String sent) {
        return plain(sent)
                .filter(text -> text.length() > FORM.length() && text.startsWith(FORM))
                .map(text -> text.substring(FORM.length()))
                .orElseThrow(() -> Parameters.invalid("Marker", "must be the Marker of the previous answer"));
    }

    private static Optional<String> plain(String sent) {
        if (sent.length() > LONGEST_MARKER) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sent);
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            return Optional.empty();
        }
    }
}
