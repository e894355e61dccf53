package io.rolegate.signature.doctor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a recorded request in the order sent, each as it was sent and decoded. */
record Parameters(List<Parameters.One> all) {
    /**
     * A parameter.
     *
     * @param raw as it was sent, with its equals sign if it has one
     * @param name decoded
     * @param value decoded, empty where there is none
     */
    record One(String raw, String name, String value) {}

    /** @param withForm whether those of a form body count as well */
    static Parameters of(Recording recording, boolean withForm) {
        List<One> all = new ArrayList<>();
        add(all, recording.query());
        if (withForm) {
            add(all, recording.form());
        }
        return new Parameters(List.copyOf(all));
    }

    private static void add(List<One> all, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        for (String raw : text.split("&", -1)) {
            int equals = raw.indexOf('=');
            String name = equals < 0 ? raw : raw.substring(0, equals);
            all.add(new One(raw, decoded(name), equals < 0 ? "" : decoded(raw.substring(equals + 1))));
        }
    }

    @Nullable
    String value(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(One::value)
                .findFirst()
                .orElse(null);
    }

    /** The text decoded; itself where its escapes are malformed. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
