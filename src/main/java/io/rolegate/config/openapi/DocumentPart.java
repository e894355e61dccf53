package io.rolegate.config.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a document; references within the document are followed, others lead to a part that is only their own. */
final class DocumentPart {
    private static final int MAX_REFERENCES = 16;
    static final String REFERENCE = "$ref";

    private final Map<?, ?> document;
    private final @Nullable Object value;
    private final @Nullable String lost;

    private DocumentPart(Map<?, ?> document, @Nullable Object value, @Nullable String lost) {
        this.document = document;
        this.value = value;
        this.lost = lost;
    }

    /** The whole document. */
    static DocumentPart of(Map<?, ?> document) {
        return new DocumentPart(document, document, null);
    }

    boolean isEmpty() {
        return value == null;
    }

    /** The text, number or truth value that this is, else the given text. */
    String text(String otherwise) {
        return value == null || value instanceof Map || value instanceof List ? otherwise : value.toString();
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    DocumentPart get(String key) {
        return value instanceof Map<?, ?> map ? followed(map.get(key)) : new DocumentPart(document, null, null);
    }

    /** The entries of a mapping, in their order; none where this is no mapping. */
    Map<String, DocumentPart> entries() {
        Map<String, DocumentPart> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(String.valueOf(key), followed(entry)));
        }
        return entries;
    }

    /** The items of a list; none where this is no list. */
    List<DocumentPart> items() {
        List<DocumentPart> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add(followed(item)));
        }
        return items;
    }

    /** The reference to this part that leads nowhere, out of the document or in a circle; null where there is none. */
    @Nullable
    String lost() {
        return lost;
    }

    private DocumentPart followed(@Nullable Object part) {
        @Nullable Object followed = part;
        String first = null;
        for (int references = 0; references < MAX_REFERENCES; references++) {
            if (!(followed instanceof Map<?, ?> map) || !(map.get(REFERENCE) instanceof String reference)) {
                return new DocumentPart(document, followed, followed == null ? first : null);
            }
            first = first == null ? reference : first;
            followed = resolved(reference);
        }
        return new DocumentPart(document, null, first);
    }

    private @Nullable Object resolved(String reference) {
        if (!reference.startsWith("#/")) {
            return null;
        }
        @Nullable Object part = document;
        for (String step : reference.substring(2).split("/", -1)) {
            String key = step.replace("~1", "/").replace("~0", "~");
            part = part instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return part;
    }
}
