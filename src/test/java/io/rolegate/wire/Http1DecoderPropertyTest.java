package io.rolegate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class Http1DecoderPropertyTest {
    private static final List<String> PARTS = List.of(
            "GET ",
            "PUT ",
            "/a",
            " ",
            " HTTP/1.1",
            " HTTP/1.0",
            "\r\n",
            "\n",
            "\r",
            "GET /a HTTP/1.1\r\n",
            "PUT /b HTTP/1.1\r\n",
            "Host: a\r\n",
            "Content-Length: 3\r\n",
            "Content-Length: 0\r\n",
            "Transfer-Encoding: chunked\r\n",
            "\r\n\r\n",
            "3\r\nabc\r\n",
            "0\r\n\r\n",
            "0\r\n",
            "x: y\r\n",
            "abc",
            ":",
            "\t",
            "\0",
            "\u00e4",
            ";");

    /** Whatever the network does to the bytes, they are the same requests. */
    @Property(tries = 2000)
    void piecesMakeNoDifference(@ForAll("bytes") String bytes, @ForAll("cuts") List<Integer> cuts) {
        Decoded whole = Decoded.of(Decoded.LIMITS, List.of(bytes));
        Decoded pieces = Decoded.of(Decoded.LIMITS, cut(bytes, cuts));

        assertThat(seen(pieces)).isEqualTo(seen(whole));
    }

    /** Nothing but what was sent is read, in the order in which it was sent. */
    @Property(tries = 2000)
    void whatIsReadWasSent(@ForAll("bytes") String bytes) {
        int from = 0;
        for (Decoded.Request request :
                Decoded.of(Decoded.LIMITS, List.of(bytes)).requests()) {
            int line = bytes.indexOf(request.line() + "\r\n", from);

            assertThat(line).as(request.line()).isGreaterThanOrEqualTo(from);
            from = bytes.indexOf("\r\n\r\n", line) + 4;
        }
    }

    private static List<String> seen(Decoded decoded) {
        List<String> seen = new ArrayList<>();
        for (Decoded.Request request : decoded.requests()) {
            String body = decoded.broken() == null ? request.body() : "";
            seen.add(request.line() + request.head().headers().entries() + body + request.ended());
        }
        seen.add(decoded.refused() == null ? "" : decoded.refused().code());
        seen.add(decoded.broken() == null ? "" : decoded.broken().code());
        return seen;
    }

    private static List<String> cut(String bytes, List<Integer> cuts) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int length : cuts) {
            int end = Math.min(bytes.length(), start + length);
            if (end > start) {
                pieces.add(bytes.substring(start, end));
            }
            start = end;
        }
        if (start < bytes.length()) {
            pieces.add(bytes.substring(start));
        }
        return pieces;
    }

    @Provide
    Arbitrary<String> bytes() {
        Arbitrary<String> part = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.of(PARTS)),
                Tuple.of(1, Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(5)));
        return part.list().ofMinSize(1).ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 20).list().ofMaxSize(10);
    }
}
