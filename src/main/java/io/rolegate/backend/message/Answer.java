package io.rolegate.backend.message;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an operation answers.
 *
 * @param undelivered what to do where the answer can't be written any more
 */
record Answer(int status, Optional<String> location, Optional<String> body, Runnable undelivered) {
    static Answer xml(int status, String root, Consumer<XmlWriter> content) {
        return new Answer(status, Optional.empty(), Optional.of(XmlWriter.document(root, content)), Answer::nothing);
    }

    static Answer noContent() {
        return new Answer(204, Optional.empty(), Optional.empty(), Answer::nothing);
    }

    /** The resource is there now: 201 if it was made, 204 if it was there with the same attributes. */
    static Answer located(boolean created, String url) {
        return new Answer(created ? 201 : 204, Optional.of(url), Optional.empty(), Answer::nothing);
    }

    Answer ifUndelivered(Runnable action) {
        return new Answer(status, location, body, action);
    }

    private static void nothing() {}
}
