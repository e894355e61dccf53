package io.rolegate.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rolegate.identity.Page;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /** The page that a call asks for of a list that comes whole where no page is asked for. */
    public static Optional<Page.Request> asked(Parameters parameters) {
        boolean asked = parameters.text("Marker").isPresent()
                || parameters.text("MaxItems").isPresent();
        return asked ? Optional.of(request(parameters)) : Optional.empty();
    }

    /** The page of a list that is all in memory, ordered by a key that no two items share. */
    static <T> Page<T> cut(List<T> items, Page.Request request, Function<T, String> key) {
        String after = request.marker();
        List<T> following = items.stream()
                .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .limit(request.maxItems() + 1L)
                .toList();
        if (following.size() <= request.maxItems()) {
            return new Page<>(following, null);
        }
        List<T> shown = following.subList(0, request.maxItems());
        return new Page<>(shown, key.apply(shown.get(shown.size() - 1)));
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
