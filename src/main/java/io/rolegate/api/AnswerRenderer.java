package io.rolegate.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Renders successful answers, with their RequestId, in the format asked for. */
public final class AnswerRenderer {
    private AnswerRenderer() {}

    /**
     * An answer ready to be sent.
     *
     * @param operation names the root in XML: {@code <CreateUserResponse>}
     */
    public static Rendered render(Format format, String operation, Answer answer, String requestId) {
        Map<String, Object> fields = new LinkedHashMap<>(answer.fields());
        fields.put("RequestId", requestId);
        return switch (format) {
            case JSON -> new Rendered(Rendered.JSON, JsonText.write(fields));
            case XML -> new Rendered(Rendered.XML, XmlText.write(operation + "Response", fields));
        };
    }
}
