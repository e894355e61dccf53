package io.rolegate.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Renders errors in the form that the SDKs of each dialect can read (signatures.md §8). */
public final class ErrorRenderer {
    /** With a slash at its end the message service's SDK reports every error as unknown. */
    private static final String MESSAGE_SERVICE_NAMESPACE = " xmlns=\"http://mns.aliyuncs.com/doc/v1\"";

    private static final String RECOMMEND = "Look the code up in the documentation of the service that you called.";

    private static final String DIAGNOSIS = "EncodedDiagnosticMessage";

    private ErrorRenderer() {}

    /** For RPC callers, in the format that they asked for. */
    public static Rendered rpc(Format format, ErrorBody error) {
        return switch (format) {
            case JSON -> json(error);
            case XML -> new Rendered(Rendered.XML, XmlText.write("Error", envelope(error)));
        };
    }

    /** For ROA callers. */
    public static Rendered roa(ErrorBody error) {
        return json(error);
    }

    /** For callers of the message service's dialect. */
    public static Rendered messageService(ErrorBody error) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Code", error.code());
        fields.put("Message", messageServiceMessage(error));
        fields.put("RequestId", error.requestId());
        fields.put("HostId", error.hostId().contains("://") ? error.hostId() : "http://" + error.hostId());
        addDetail(fields, error);
        return new Rendered(Rendered.XML, XmlText.write("Error", MESSAGE_SERVICE_NAMESPACE, fields));
    }

    /** The message service's SDK hands on no more than code and message, so the diagnosis stands in the message too. */
    private static String messageServiceMessage(ErrorBody error) {
        Object diagnosis = error.accessDeniedDetail().get(DIAGNOSIS);
        return diagnosis == null ? error.message() : error.message() + " " + DIAGNOSIS + ": " + diagnosis;
    }

    private static Rendered json(ErrorBody error) {
        return new Rendered(Rendered.JSON, JsonText.write(envelope(error)));
    }

    private static Map<String, Object> envelope(ErrorBody error) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("RequestId", error.requestId());
        fields.put("HostId", error.hostId());
        fields.put("Code", error.code());
        fields.put("Message", error.message());
        fields.put("Recommend", RECOMMEND);
        addDetail(fields, error);
        return fields;
    }

    private static void addDetail(Map<String, Object> fields, ErrorBody error) {
        if (!error.accessDeniedDetail().isEmpty()) {
            fields.put("AccessDeniedDetail", error.accessDeniedDetail());
        }
    }
}
