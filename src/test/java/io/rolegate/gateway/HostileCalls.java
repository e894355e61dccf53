package io.rolegate.gateway;

import io.rolegate.gateway.HostileCall.Change;
import io.rolegate.gateway.HostileCall.Pair;
import io.rolegate.gateway.HostileCall.Spelling;
import io.rolegate.signature.Dialect;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Makes requests of the pieces in {@code hostile-pieces.json}: spellings good and bad, spoofed headers, changes on the way. */
final class HostileCalls {
    private static final Spelling ROOT = Spelling.plain("");

    private final JsonObject pieces = read();

    private static JsonObject read() {
        try (InputStream in = Objects.requireNonNull(HostileCalls.class.getResourceAsStream("/hostile-pieces.json"))) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Arbitrary<HostileCall> calls() {
        return Arbitraries.frequencyOf(Tuple.of(4, shelf()), Tuple.of(3, thing()), Tuple.of(3, post()));
    }

    private Arbitrary<HostileCall> shelf() {
        return call(
                Arbitraries.of(Dialect.ACS3, Dialect.ROA),
                Arbitraries.of("GET", "PUT"),
                Arbitraries.just(""),
                Arbitraries.oneOf(item("shelf"), part()),
                Arbitraries.just(false));
    }

    private Arbitrary<HostileCall> thing() {
        Arbitrary<List<Spelling>> path = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just(List.of(ROOT))),
                Tuple.of(
                        1, segment().filter(segment -> !segment.raw().isEmpty()).map(List::of)),
                Tuple.of(1, segment().map(segment -> List.of(ROOT, segment))));
        return call(
                Arbitraries.of(Dialect.ACS3, Dialect.RPC, Dialect.RPC),
                Arbitraries.of("GET", "POST"),
                Arbitraries.of("GetThing", "DropThing"),
                path,
                Arbitraries.of(true, false));
    }

    private Arbitrary<HostileCall> post() {
        return call(
                Arbitraries.just(Dialect.MNS),
                Arbitraries.of("GET", "PUT"),
                Arbitraries.just(""),
                item("post"),
                Arbitraries.just(false));
    }

    private Arbitrary<List<Spelling>> item(String service) {
        Arbitrary<Spelling> first = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just(Spelling.plain(service))), Tuple.of(1, segment()));
        Arbitrary<List<Spelling>> two = Combinators.combine(first, segment()).as(List::of);
        return Arbitraries.frequencyOf(
                Tuple.of(8, two),
                Tuple.of(1, Combinators.combine(segment(), two).as((front, rest) -> {
                    List<Spelling> path = new ArrayList<>(rest);
                    path.add(0, front);
                    return path;
                })));
    }

    private Arbitrary<List<Spelling>> part() {
        return Combinators.combine(segment(), segment())
                .as((item, part) -> List.of(Spelling.plain("shelf"), item, Spelling.plain("parts"), part));
    }

    private Arbitrary<HostileCall> call(
            Arbitrary<Dialect> dialects,
            Arbitrary<String> methods,
            Arbitrary<String> operations,
            Arbitrary<List<Spelling>> paths,
            Arbitrary<Boolean> forms) {
        Arbitrary<Integer> few = Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(1, 2), Tuple.of(1, 3));
        return Combinators.combine(
                        Combinators.combine(dialects, methods, operations, paths)
                                .as(Tuple::of),
                        few.flatMap(count -> pair().list().ofSize(count)),
                        few.flatMap(count -> texts("headers").list().ofSize(count)),
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 1), Tuple.of(1, 2))
                                .flatMap(count -> change().list().ofSize(count)),
                        forms,
                        texts("bodies"),
                        Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)))
                .as((start, query, lines, changes, form, body, chunked) -> {
                    boolean inForm =
                            form && start.get1() == Dialect.RPC && start.get2().equals("POST");
                    String text = start.get2().equals("GET") || start.get1() == Dialect.RPC ? "" : body;
                    return new HostileCall(
                            start.get1(),
                            start.get2(),
                            start.get3(),
                            start.get4(),
                            start.get3().isEmpty() ? query : named(query),
                            lines,
                            inForm,
                            text,
                            chunked,
                            changes);
                });
    }

    /** Most operations on things need a name. */
    private static List<Pair> named(List<Pair> query) {
        List<Pair> named = new ArrayList<>(query);
        named.add(0, new Pair(Spelling.plain("Name"), Spelling.plain("one")));
        return query.size() > 2 ? query : named;
    }

    private Arbitrary<Spelling> segment() {
        return spellings("segments");
    }

    private Arbitrary<Pair> pair() {
        return Combinators.combine(spellings("names"), spellings("values")).as(Pair::new);
    }

    private Arbitrary<Change> change() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.oneOf(
                                texts("changes"),
                                Arbitraries.chars().range('\0', '\u00ff').map(String::valueOf)))
                .as(Change::new);
    }

    private Arbitrary<Spelling> spellings(String kind) {
        JsonObject good = pieces.getJsonObject(kind).getJsonObject("good");
        List<Spelling> means = new ArrayList<>();
        good.forEach(entry -> means.add(new Spelling(entry.getKey(), (String) entry.getValue())));
        List<Spelling> meansNothing = strings(pieces.getJsonObject(kind).getJsonArray("bad")).stream()
                .map(raw -> new Spelling(raw, null))
                .toList();
        return Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.of(means)), Tuple.of(1, Arbitraries.of(meansNothing)));
    }

    private Arbitrary<String> texts(String kind) {
        return Arbitraries.of(strings(pieces.getJsonArray(kind)));
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
