package io.rolegate.signature.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in the bytes that went over the wire. */
class RawRequestTest {
    private static RawRequest read(String text) throws MalformedRecordingException {
        return RawRequest.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String body(RawRequest request) {
        byte[] body = request.recording().body();
        return body == null ? "none" : new String(body, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void headIsTakenApartWhateverEndsItsLines(String end) throws MalformedRecordingException {
        RawRequest request = read(String.join(
                end, "POST /a%20b?x=1&y HTTP/1.1", "Host: h:80", "X-Acs-A:  v1  v2 ", "content-length: 3", "", "abc"));

        Recording recording = request.recording();
        assertThat(recording.method()).isEqualTo("POST");
        assertThat(recording.target()).isEqualTo("/a%20b?x=1&y");
        assertThat(recording.header("host")).isEqualTo("h:80");
        assertThat(recording.header("x-acs-a")).isEqualTo("v1  v2");
        assertThat(body(request)).isEqualTo("abc");
        assertThat(request.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:80/queues/q?x=1,/queues/q?x=1",
        "https://h,/",
        "http://h?x=1,/?x=1",
        "/redirect?to=http://h/x,/redirect?to=http://h/x",
        "*,*"
    })
    void absoluteTargetIsTakenAsItsPathAndQuery(String sent, String target) throws MalformedRecordingException {
        assertThat(read("GET " + sent + " HTTP/1.1\n\n").recording().target()).isEqualTo(target);
    }

    @Test
    void chunksAreJoined() throws MalformedRecordingException {
        RawRequest request = read(
                "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0a\r\n0123456789\r\n0\r\n\r\n");

        assertThat(body(request)).isEqualTo("abc0123456789");
        assertThat(request.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"content-length: 3\n\nab\",none,ends within the body",
                "\"transfer-encoding: chunked\n\n5\nab\",none,ends within the body",
                "\"transfer-encoding: chunked\n\n2\nab\n\",none,ends within the body",
                "\"transfer-encoding: chunked\n\n{}\",{},is not: it is taken as it stands",
                "\"content-length: 2\n\nab\nGET / HTTP/1.1\",ab,left aside",
                "\"accept: x\n\nab\",ab,No header announces a body",
                "\"content-length: 2\",none,ends within the body"
            })
    void bodyThatDoesNotKeepToItsFramingIsNoted(String rest, String body, String note)
            throws MalformedRecordingException {
        RawRequest request = read("POST / HTTP/1.1\n" + rest);

        assertThat(body(request)).isEqualTo(body);
        assertThat(request.notes()).singleElement().asString().contains(note);
    }

    @Test
    void lineEndBehindABodilessRequestIsNoBody() throws MalformedRecordingException {
        RawRequest request = read("GET / HTTP/1.1\nhost: h\n\n\n");

        assertThat(body(request)).isEmpty();
        assertThat(request.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\",line 1: the recording is empty",
                "\"\n\n\",line 1: the recording is empty",
                "\"HTTP/1.1 200 OK\n\n\",line 1: this is a response; expected a request",
                "\"GET /\n\n\",line 1: expected a request line",
                "\"\nGET / a HTTP/1.1\n\",line 2: expected a request line",
                "\"{}\",line 1: expected a request line",
                "\"GET / HTTP/1.1\nhost: h\n x\n\",line 3: a header can't go on",
                "\"GET / HTTP/1.1\nhost h\n\",line 2: expected a header",
                "\"GET / HTTP/1.1\n: h\n\",line 2: expected a header",
                "\"GET / HTTP/1.1\ncontent-length: -1\n\n\",line 3: Content-Length is no number",
                "\"GET / HTTP/1.1\ncontent-length: 4294967297\n\n\",line 3: Content-Length is no number",
                "\"GET / HTTP/1.1\ncontent-length:\n\n\",line 3: Content-Length is no number",
                "\"GET / HTTP/1.1\ntransfer-encoding: chunked\n\n1\nabc\n\",line 5: a chunk is longer",
                "\"GET / HTTP/1.1\ntransfer-encoding: chunked\n\n1 g\nabc\n\",line 4: the size of a chunk is no number"
            })
    void whatIsNoRequestIsRefusedByLine(String text, String why) {
        assertThatExceptionOfType(MalformedRecordingException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith(why);
    }
}
