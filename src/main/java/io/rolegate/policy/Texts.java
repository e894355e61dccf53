package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what may be one text or a list of texts. */
final class Texts {
    private Texts() {}

    /** A text and where it stands. */
    record Entry(String text, Path path) {}

    /** The texts of {@code value}; a finding where it is none, an empty list or holds anything else. */
    static List<Entry> of(@Nullable Json value, Path path, Findings findings) {
        List<Entry> entries = new ArrayList<>();
        if (value instanceof Json.Text text) {
            entries.add(new Entry(text.value(), path));
        } else if (value instanceof Json.Items list && !list.items().isEmpty()) {
            for (int i = 0; i < list.items().size(); i++) {
                if (list.items().get(i) instanceof Json.Text text) {
                    entries.add(new Entry(text.value(), path.item(i)));
                } else {
                    findings.malformed(path.item(i), "expected a text");
                }
            }
        } else {
            findings.malformed(path, "expected a text or a list of at least one text");
        }
        return entries;
    }
}
