package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one parse of a request that signature check, routing, policy, audit and forwarding all read; immutable
 * (security.md, rule zero).
 */
public final class CallView implements Reading {

    private static final String FORM = "application/x-www-form-urlencoded";
    /** So much of a parameter's name an error shows. */
    private static final int LONGEST_SHOWN = 64;

    private static final Parameter[] NONE = {};

    private final String method;
    private final String target;
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final List<Parameter> query;
    private final List<Parameter> form;
    private final boolean formRead;
    private final HeaderList headers;
    private final Parameter[] sorted;

    private CallView(
            String method,
            String target,
            String rawPath,
            @Nullable String rawQuery,
            List<Parameter> query,
            List<Parameter> form,
            boolean formRead,
            HeaderList headers) {
        this.method = method;
        this.target = target;
        this.rawPath = rawPath;
        this.rawQuery = rawQuery;
        this.query = query;
        this.form = form;
        this.formRead = formRead;
        this.headers = headers;
        this.sorted = sorted(query, form);
    }

    /**
     * Reads a request, refusing what can be read two ways: malformed escapes, UTF-8 or header lines, empty parameter
     * names, a name twice in query and form together. Path syntax and framing are the listener's affair.
     *
     * <p>A plus is a space in queries and forms, save under {@code Authorization: MNS}, where it is a plus.
     *
     * @param target the request target as sent; of an absolute form, scheme and authority are left aside
     * @param formBody the whole body, where it is a form that was buffered; ignored for other content types
     */
    public static Reading read(String method, String target, HeaderList headers, byte @Nullable [] formBody) {
        if (!isMethod(method)) {
            return refuse(RejectionReason.PARAMETER_INVALID, "the method is malformed", headers);
        }
        if (!headers.isWellFormed()) {
            return refuse(RejectionReason.PARAMETER_INVALID, "a header line is malformed", headers);
        }
        int pathStart = pathStart(target);
        if (pathStart < 0 || !isPrintable(target)) {
            return refuse(RejectionReason.PARAMETER_INVALID, "the request target is malformed", headers);
        }
        int mark = target.indexOf('?', pathStart);
        String rawPath = target.substring(pathStart, mark < 0 ? target.length() : mark);
        String rawQuery = mark < 0 ? null : target.substring(mark + 1);
        List<Parameter> query = FormText.decode(rawQuery == null ? "" : rawQuery, !isMns(headers));
        if (query == null) {
            return refuse(RejectionReason.QUERY_INVALID, "the query string is malformed", headers);
        }
        boolean formRead = formBody != null && hasForm(headers);
        List<Parameter> form =
                formRead ? FormText.decode(new String(formBody, StandardCharsets.ISO_8859_1), true) : List.of();
        if (form == null) {
            return refuse(RejectionReason.PARAMETER_INVALID, "the form body is malformed", headers);
        }
        CallView call = new CallView(
                method, target, rawPath, rawQuery, List.copyOf(query), List.copyOf(form), formRead, headers);
        String repeated = call.repeatedParameter();
        return repeated == null
                ? call
                : refuse(RejectionReason.QUERY_INVALID, "the parameter " + repeated + " is repeated", headers);
    }

    /** Whether the content type is {@code application/x-www-form-urlencoded}, whatever its parameters. */
    public static boolean hasForm(HeaderList headers) {
        String contentType = headers.first("content-type");
        if (contentType == null || !contentType.regionMatches(true, 0, FORM, 0, FORM.length())) {
            return false;
        }
        int end = FORM.length();
        while (end < contentType.length() && (contentType.charAt(end) == ' ' || contentType.charAt(end) == '\t')) {
            end++;
        }
        return end == contentType.length() || contentType.charAt(end) == ';';
    }

    /** The method as sent. */
    public String method() {
        return method;
    }

    /** The request target as sent, or re-encoded where parameters were taken out. */
    public String target() {
        return target;
    }

    /** The path of the target, not decoded. */
    public String rawPath() {
        return rawPath;
    }

    /** What follows the question mark, not decoded; null without one. */
    public @Nullable String rawQuery() {
        return rawQuery;
    }

    /** Decoded query parameters in the order sent. */
    public List<Parameter> query() {
        return query;
    }

    /** Decoded form parameters in the order sent; empty where the body is no form or wasn't buffered. */
    public List<Parameter> form() {
        return form;
    }

    /** The headers as sent. */
    public HeaderList headers() {
        return headers;
    }

    /** Value of the query or form parameter with exactly this name, or null. */
    public @Nullable String parameter(String name) {
        for (Parameter parameter : sorted) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    /**
     * Whether there is a parameter of this name in other letter case, which whoever ignores case could take for the
     * parameter itself.
     */
    public boolean hasOtherSpelling(String name) {
        for (Parameter parameter : sorted) {
            if (parameter.name().equalsIgnoreCase(name) && !parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** This call as if parameters with an empty value had not been sent; itself where there are none. */
    public CallView withoutEmptyParameters() {
        return hasEmptyParameters() ? keeping(parameter -> !parameter.value().isEmpty()) : this;
    }

    /** This call without the parameters of these names, for example credentials that end at the gateway. */
    public CallView without(Set<String> names) {
        for (Parameter parameter : sorted) {
            if (names.contains(parameter.name())) {
                return keeping(kept -> !names.contains(kept.name()));
            }
        }
        return this;
    }

    private CallView keeping(Predicate<Parameter> kept) {
        List<Parameter> keptQuery = query.stream().filter(kept).toList();
        String text = keptQuery.isEmpty() ? null : canonical(sorted(keptQuery, List.of()));
        return new CallView(
                method,
                text == null ? rawPath : rawPath + '?' + text,
                rawPath,
                text,
                keptQuery,
                form.stream().filter(kept).toList(),
                formRead,
                headers);
    }

    /** The query re-encoded: strict escapes, sorted by name, an empty value keeping its equals sign. */
    public String canonicalQuery() {
        return canonical(form.isEmpty() ? sorted : sorted(query, List.of()));
    }

    /** The form re-encoded as {@link #canonicalQuery} does. */
    public String canonicalForm() {
        return canonical(query.isEmpty() ? sorted : sorted(form, List.of()));
    }

    /** Whether the body was read as a form, so that {@link #form} tells all of it. */
    boolean formRead() {
        return formRead;
    }

    boolean hasEmptyParameters() {
        for (Parameter parameter : sorted) {
            if (parameter.value().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Query and form parameters together, sorted by name; not to be changed. */
    Parameter[] sortedParameters() {
        return sorted;
    }

    /** Query parameters sorted by name; not to be changed. */
    Parameter[] sortedQuery() {
        return form.isEmpty() ? sorted : sorted(query, List.of());
    }

    /** Method and path only: the rest may hold credentials. */
    @Override
    public String toString() {
        return method + ' ' + rawPath;
    }

    private @Nullable String repeatedParameter() {
        for (int i = 1; i < sorted.length; i++) {
            String name = sorted[i].name();
            if (name.equals(sorted[i - 1].name())) {
                return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
            }
        }
        return null;
    }

    private static String canonical(Parameter[] parameters) {
        if (parameters.length == 0) {
            return "";
        }
        CanonicalBuffer buffer = new CanonicalBuffer();
        buffer.parameters(parameters);
        return buffer.toString();
    }

    private static Parameter[] sorted(List<Parameter> first, List<Parameter> second) {
        int size = first.size() + second.size();
        if (size == 0) {
            return NONE;
        }
        List<Parameter> all = new ArrayList<>(size);
        all.addAll(first);
        all.addAll(second);
        Parameter[] sorted = all.toArray(NONE);
        Arrays.sort(sorted, (left, right) -> Parameter.compareNames(left.name(), right.name()));
        return sorted;
    }

    private static boolean isMns(HeaderList headers) {
        String authorization = headers.first("authorization");
        return authorization != null && Dialect.ofAuthorization(authorization) == Dialect.MNS;
    }

    private static boolean isMethod(String method) {
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) < 'A' || method.charAt(i) > 'Z') {
                return false;
            }
        }
        return !method.isEmpty();
    }

    private static boolean isPrintable(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 127 || c == '#') {
                return false;
            }
        }
        return true;
    }

    /** Where the path begins: at 0, or behind scheme and authority; -1 for no such target. */
    private static int pathStart(String target) {
        if (target.startsWith("/")) {
            return 0;
        }
        int authority = target.startsWith("http://") ? 7 : target.startsWith("https://") ? 8 : -1;
        int path = authority < 0 ? -1 : target.indexOf('/', authority);
        int query = target.indexOf('?');
        return path > authority && (query < 0 || path < query) ? path : -1;
    }

    private static Rejection refuse(RejectionReason reason, String why, HeaderList headers) {
        return new Rejection(reason, why, Presenter.dialectOf(headers));
    }
}
