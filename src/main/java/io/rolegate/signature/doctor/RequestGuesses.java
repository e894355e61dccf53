package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.signature.doctor.Cause.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guesses at a request that was changed between the client's signing and the gateway. */
final class RequestGuesses {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");
    private static final List<String> ORIGINAL_HOSTS = List.of("x-forwarded-host", "x-original-host");
    private static final List<String> ORIGINAL_TARGETS =
            List.of("x-original-uri", "x-original-url", "x-rewrite-url", "x-forwarded-uri", "x-envoy-original-path");
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=utf-8",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "text/xml",
            "text/xml;charset=UTF-8",
            "text/xml; charset=utf-8");
    private static final int MOST_REORDERED = 6;

    private RequestGuesses() {}

    /** The guesses that begin with a given one, the likely ones first. */
    static List<Attempt> from(Attempt attempt, Claim claim) {
        List<Attempt> guesses = new ArrayList<>();
        addHosts(guesses, attempt, claim);
        addTargets(guesses, attempt);
        addParameters(guesses, attempt);
        addHeaders(guesses, attempt, claim);
        addMethods(guesses, attempt);
        if (attempt.text() == Dialect.MNS) {
            addOrders(guesses, attempt);
        }
        return guesses;
    }

    private static void addHosts(List<Attempt> guesses, Attempt attempt, Claim claim) {
        String host = attempt.recording().header("host");
        if (host == null || !claim.signedHeaders().contains("host")) {
            return;
        }
        Set<String> hosts = new LinkedHashSet<>();
        for (String header : ORIGINAL_HOSTS) {
            String original = attempt.recording().header(header);
            if (original != null) {
                hosts.add(original);
            }
        }
        String forwarded = attempt.recording().header("forwarded");
        if (forwarded != null) {
            hosts.addAll(forwardedHosts(forwarded));
        }
        hosts.add(host);
        for (String one : List.copyOf(hosts)) {
            String name = withoutPort(one);
            hosts.addAll(List.of(name, name + ":80", name + ":443", name.toLowerCase(Locale.ROOT)));
        }
        hosts.remove(host);
        for (String other : hosts) {
            guesses.add(withHost(attempt, other, host));
        }
    }

    static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]+$", "");
    }

    static Attempt withHost(Attempt attempt, String signed, String got) {
        return attempt.with(
                Cause.of(
                        Kind.HOST_REWRITTEN, "The client signed the host " + signed + ", the gateway got " + got + "."),
                attempt.recording().withHeader("host", signed));
    }

    private static List<String> forwardedHosts(String forwarded) {
        List<String> hosts = new ArrayList<>();
        for (String part : forwarded.split("[;,]", -1)) {
            String pair = part.strip();
            if (pair.toLowerCase(Locale.ROOT).startsWith("host=")) {
                hosts.add(pair.substring(5).replace("\"", ""));
            }
        }
        return hosts;
    }

    private static void addTargets(List<Attempt> guesses, Attempt attempt) {
        Recording recording = attempt.recording();
        for (String header : ORIGINAL_TARGETS) {
            String original = recording.header(header);
            if (original != null && original.startsWith("/") && !original.equals(recording.target())) {
                Recording before =
                        original.indexOf('?') < 0 ? recording.withPath(original) : recording.withTarget(original);
                guesses.add(attempt.with(pathCause(original, recording.target()), before));
            }
        }
        for (String path : PathForms.of(recording.path(), recording.header("x-forwarded-prefix"))) {
            guesses.add(attempt.with(pathCause(path, recording.path()), recording.withPath(path)));
        }
    }

    private static Cause pathCause(String signed, String got) {
        return Cause.of(
                Kind.PATH_REWRITTEN, "The client signed " + bare(signed) + ", the gateway got " + bare(got) + ".");
    }

    private static String bare(String target) {
        return target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
    }

    private static void addParameters(List<Attempt> guesses, Attempt attempt) {
        Recording recording = attempt.recording();
        String query = recording.query();
        if (query == null) {
            return;
        }
        addPluses(guesses, attempt, query);
        if (query.indexOf("%2B") >= 0 && attempt.text() == Dialect.MNS) {
            guesses.add(attempt.with(
                    Cause.of(Kind.ENCODING_OF_PLUS, "The client signed '+' as it is, but %2B arrived."),
                    recording.withQuery(query.replace("%2B", "+"))));
        }
        List<String> pairs = List.of(query.split("&", -1));
        for (int index = 0; index < pairs.size(); index++) {
            List<String> others = new ArrayList<>(pairs);
            String removed = others.remove(index);
            String name = removed.replaceFirst("=.*", "");
            boolean empty = removed.equals(name) || removed.endsWith("=");
            if (!name.equals("Signature")) {
                guesses.add(attempt.with(
                        empty && attempt.text() != Dialect.MNS
                                ? Cause.of(
                                        Kind.EMPTY_OMITTED,
                                        "The parameter " + name + ", which is empty, was not signed.")
                                : Cause.of(Kind.PARAMETER_ADDED, "The parameter " + name + " was not signed."),
                        recording.withQuery(others.isEmpty() ? null : String.join("&", others))));
            }
        }
    }

    /** A raw plus is a space: in one parameter, or in all, the client may have meant a plus. */
    private static void addPluses(List<Attempt> guesses, Attempt attempt, String query) {
        Set<String> meant = new LinkedHashSet<>();
        List<String> pairs = List.of(query.split("&", -1));
        for (int index = 0; index < pairs.size(); index++) {
            List<String> others = new ArrayList<>(pairs);
            others.set(index, pairs.get(index).replace("+", "%2B"));
            meant.add(String.join("&", others));
        }
        meant.add(query.replace("+", "%2B"));
        meant.remove(query);
        for (String other : meant) {
            guesses.add(attempt.with(
                    Cause.of(
                            Kind.ENCODING_OF_PLUS,
                            "The client signed a plus, but sent it as '+', which is read as a space."),
                    attempt.recording().withQuery(other)));
        }
    }

    private static void addHeaders(List<Attempt> guesses, Attempt attempt, Claim claim) {
        Recording recording = attempt.recording();
        HeaderList headers = recording.headers();
        for (int index = 0; index < headers.size() && claim.dialect() != Dialect.ACS3; index++) {
            String name = headers.name(index);
            if (name.startsWith(claim.dialect().headerPrefix())) {
                guesses.add(attempt.with(
                        Cause.of(Kind.HEADER_ADDED, "The header " + name + " was not signed."),
                        recording.withHeader(name, null)));
            }
        }
        for (String name : List.of("content-type", "accept", "content-md5")) {
            boolean signed = claim.dialect() == Dialect.ACS3
                    ? claim.signedHeaders().contains(name)
                    : claim.dialect() != Dialect.RPC;
            if (signed) {
                addHeaderValues(guesses, attempt, name);
            }
        }
    }

    private static void addHeaderValues(List<Attempt> guesses, Attempt attempt, String name) {
        Recording recording = attempt.recording();
        @Nullable String value = recording.header(name);
        Set<String> others = new LinkedHashSet<>();
        if (name.equals("content-type")) {
            others.addAll(MEDIA_TYPES);
        } else if (name.equals("accept")) {
            others.addAll(List.of("application/json", "*/*", "text/xml"));
        }
        if (value != null) {
            String bare = value.replaceFirst("\\s*;.*", "");
            others.addAll(List.of(bare, bare + "; charset=utf-8", bare + ";charset=utf-8", bare + "; charset=UTF-8"));
            others.addAll(List.of(bare + ";charset=UTF-8", value.toLowerCase(Locale.ROOT)));
            others.remove(value);
            guesses.add(attempt.with(
                    Cause.of(Kind.HEADER_ADDED, "The header " + name + " was not signed."),
                    recording.withHeader(name, null)));
        }
        for (String other : others) {
            guesses.add(attempt.with(
                    Cause.of(
                            Kind.HEADER_CHANGED,
                            "The client signed " + name + ": " + other + ", the gateway got "
                                    + (value == null ? "none." : value + ".")),
                    recording.withHeader(name, other)));
        }
    }

    private static void addMethods(List<Attempt> guesses, Attempt attempt) {
        for (String method : METHODS) {
            if (!method.equals(attempt.recording().method())) {
                guesses.add(attempt.with(
                        Cause.of(
                                Kind.METHOD_CHANGED,
                                "The client signed " + method + ", the gateway got "
                                        + attempt.recording().method() + "."),
                        attempt.recording().withMethod(method)));
            }
        }
    }

    private static void addOrders(List<Attempt> guesses, Attempt attempt) {
        String query = attempt.recording().query();
        List<String> pairs = query == null ? List.of() : List.of(query.split("&", -1));
        if (pairs.size() < 2 || pairs.size() > MOST_REORDERED) {
            return;
        }
        for (List<String> order : orders(pairs)) {
            if (!order.equals(pairs)) {
                guesses.add(attempt.with(
                        Cause.of(Kind.QUERY_REORDERED, "The client signed the parameters in another order."),
                        attempt.recording().withQuery(String.join("&", order))));
            }
        }
    }

    private static List<List<String>> orders(List<String> pairs) {
        if (pairs.size() < 2) {
            return List.of(pairs);
        }
        List<List<String>> orders = new ArrayList<>();
        for (int first = 0; first < pairs.size(); first++) {
            List<String> rest = new ArrayList<>(pairs);
            String head = rest.remove(first);
            for (List<String> order : orders(rest)) {
                List<String> whole = new ArrayList<>(List.of(head));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}
