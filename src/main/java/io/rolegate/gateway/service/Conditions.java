package io.rolegate.gateway.service;

import io.rolegate.signature.CallView;
import io.rolegate.signature.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request must have besides method and path to be an operation's. {@value #ANY} stands for any value that is not
 * empty.
 *
 * @param query parameters that must be there with just this value, for example {@code peekonly=true}
 * @param otherParameters parameters that may be there besides; null admits any
 * @param headers headers, by lower-case name, that must have this value; of a content type the media type alone counts
 */
public record Conditions(
        Map<String, String> query, @Nullable Set<String> otherParameters, Map<String, String> headers) {
    /** Admits everything. */
    public static final Conditions NONE = new Conditions(Map.of(), null, Map.of());

    static final String ANY = "*";
    private static final String CONTENT_TYPE = "content-type";

    public Conditions {
        query = Map.copyOf(query);
        otherParameters = otherParameters == null ? null : Set.copyOf(otherParameters);
        Map<String, String> normalised = new TreeMap<>();
        headers.forEach((name, value) -> normalised.put(name, normalised(name, value)));
        headers = Map.copyOf(normalised);
    }

    /** Whether a call meets all of them. */
    boolean admit(CallView call) {
        return admitQuery(call) && admitHeaders(call);
    }

    private boolean admitQuery(CallView call) {
        List<Parameter> parameters = call.query();
        int met = 0;
        for (int index = 0; index < parameters.size(); index++) {
            Parameter parameter = parameters.get(index);
            String wanted = query.get(parameter.name());
            if (wanted != null) {
                if (!admits(wanted, parameter.value())) {
                    return false;
                }
                met++;
            } else if (otherParameters != null && !otherParameters.contains(parameter.name())) {
                return false;
            }
        }
        return met == query.size();
    }

    private boolean admitHeaders(CallView call) {
        if (headers.isEmpty()) {
            return true;
        }
        for (Map.Entry<String, String> wanted : headers.entrySet()) {
            if (!admits(wanted.getValue(), header(call, wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean admits(String wanted, @Nullable String given) {
        return wanted.equals(ANY) ? given != null && !given.isEmpty() : wanted.equals(given);
    }

    /** A request's header as it is compared, null where it is absent. */
    static @Nullable String header(CallView call, String name) {
        String value = call.headers().first(name);
        return value == null ? null : normalised(name, value);
    }

    private static String normalised(String name, String value) {
        if (!name.equals(CONTENT_TYPE)) {
            return value;
        }
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** How narrow they are: of two that can both be met, the narrower has the greater number. */
    int weight() {
        return weight(query) + weight(headers);
    }

    private static int weight(Map<String, String> wanted) {
        return wanted.values().stream()
                .mapToInt(value -> value.equals(ANY) ? 1 : 2)
                .sum();
    }

    /** Whether one request could meet both. */
    boolean canMeetWith(Conditions other) {
        return agree(query, other.query)
                && agree(headers, other.headers)
                && other.admitParameters(query.keySet())
                && admitParameters(other.query.keySet());
    }

    private boolean admitParameters(Set<String> names) {
        return otherParameters == null
                || names.stream().allMatch(name -> query.containsKey(name) || otherParameters.contains(name));
    }

    private static boolean agree(Map<String, String> one, Map<String, String> other) {
        return one.entrySet().stream().allMatch(wanted -> {
            String value = other.get(wanted.getKey());
            return value == null || covers(value, wanted.getValue()) || covers(wanted.getValue(), value);
        });
    }

    private static boolean covers(String wider, String value) {
        return wider.equals(value) || (wider.equals(ANY) && !value.isEmpty());
    }

    /** Whether they demand all that the others do, and more. */
    boolean areNarrowerThan(Conditions other) {
        return demandAllOf(other) && !other.demandAllOf(this);
    }

    private boolean demandAllOf(Conditions other) {
        return demandAll(query, other.query) && demandAll(headers, other.headers);
    }

    private static boolean demandAll(Map<String, String> demanding, Map<String, String> demanded) {
        return demanded.entrySet().stream().allMatch(entry -> {
            String value = demanding.get(entry.getKey());
            return value != null && covers(entry.getValue(), value);
        });
    }
}
