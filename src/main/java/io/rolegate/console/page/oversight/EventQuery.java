package io.rolegate.console.page.oversight;

import io.rolegate.console.call.PathText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which events of the audit log are asked for.
 *
 * @param fields what was typed, by the names of the form's fields
 */
public record EventQuery(Map<String, String> fields) {
    private static final List<String> NAMES =
            List.of("principal", "event", "action", "resource", "decision", "session", "request", "start", "end");

    private static final Map<String, String> PARAMETERS = Map.of(
            "principal", "PrincipalArn",
            "event", "EventName",
            "action", "AuthAction",
            "resource", "AuthResource",
            "decision", "Decision",
            "session", "SessionId",
            "request", "EventRequestId",
            "start", "StartTime",
            "end", "EndTime");

    /** @param typed gives the text of a field */
    static EventQuery of(UnaryOperator<String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        NAMES.forEach(name -> fields.put(name, typed.apply(name)));
        fields.values().removeIf(String::isEmpty);
        return new EventQuery(fields);
    }

    /** Parameters of LookupEvents. */
    Map<String, String> parameters() {
        return fields.entrySet().stream()
                .collect(Collectors.toMap(
                        field -> String.valueOf(PARAMETERS.get(field.getKey())),
                        field -> value(field.getKey(), field.getValue())));
    }

    private static String value(String name, String typed) {
        return switch (name) {
            case "start", "end" -> time(typed);
            case "principal", "resource" -> pattern(typed);
            default -> typed;
        };
    }

    /** Browsers leave out the zone, and seconds that are none. */
    private static String time(String typed) {
        String complete = typed.length() == "2026-11-24T08:00".length() ? typed + ":00" : typed;
        return complete.endsWith("Z") ? complete : complete + "Z";
    }

    /** Part of an ARN will do. */
    private static String pattern(String typed) {
        return typed.startsWith("acs:") || typed.indexOf('*') >= 0 || typed.indexOf('?') >= 0
                ? typed
                : "*" + typed + "*";
    }

    /** The query of the address that asks for a further page. */
    String query(String marker) {
        Map<String, String> asked = new LinkedHashMap<>(fields);
        asked.put("marker", marker);
        return PathText.query(asked);
    }
}
