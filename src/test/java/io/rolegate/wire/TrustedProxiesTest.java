package io.rolegate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.api.ApiException;
import io.rolegate.wire.TrustedProxies.Header;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final TrustedProxies DE_FACTO = TrustedProxies.parse("127.0.0.1, 10.0.0.0/8", Header.X_FORWARDED);
    private static final TrustedProxies STANDARD = TrustedProxies.parse("127.0.0.1, 10.0.0.0/8", Header.FORWARDED);
    private static final BlockingQueue<HttpServerRequest> REQUESTS = new LinkedBlockingQueue<>();
    private static RunningListener listener;

    @BeforeAll
    static void start() throws Exception {
        listener = new RunningListener(new Limits().build(), request -> {
            REQUESTS.add(request);
            request.response().end();
        });
    }

    @AfterAll
    static void stop() throws Exception {
        listener.close();
    }

    @Test
    void nobodyIsBelievedUnlessConfigured() throws Exception {
        HttpServerRequest request =
                request("X-Forwarded-For: 9.9.9.9", "X-Forwarded-Proto: https", "Forwarded: for=9.9.9.9;proto=https");

        assertThat(TrustedProxies.NONE.origin(request)).isEqualTo(new ClientOrigin("127.0.0.1", false, "127.0.0.1"));
        assertThat(TrustedProxies.parse("10.0.0.0/8", Header.X_FORWARDED).origin(request))
                .isEqualTo(new ClientOrigin("127.0.0.1", false, "127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9.9.9.9                      | 9.9.9.9     | 9.9.9.9, 127.0.0.1",
                "1.1.1.1, 9.9.9.9             | 9.9.9.9     | 9.9.9.9, 127.0.0.1",
                "1.1.1.1, 9.9.9.9, 10.1.1.1   | 9.9.9.9     | 9.9.9.9, 10.1.1.1, 127.0.0.1",
                "10.2.2.2, 10.1.1.1           | 10.2.2.2    | 10.2.2.2, 10.1.1.1, 127.0.0.1",
                "garbage, 9.9.9.9             | 9.9.9.9     | 9.9.9.9, 127.0.0.1",
                "9.9.9.9:1234                 | 9.9.9.9     | 9.9.9.9, 127.0.0.1",
                "2001:db8::1                  | 2001:db8::1 | 2001:db8::1, 127.0.0.1",
                "[2001:db8::1]:1234           | 2001:db8::1 | 2001:db8::1, 127.0.0.1"
            })
    void clientIsTheLastAddressThatIsNoProxys(String forwardedFor, String address, String trail) throws Exception {
        ClientOrigin origin = DE_FACTO.origin(request("X-Forwarded-For: " + forwardedFor));

        assertThat(origin).isEqualTo(new ClientOrigin(address, false, trail));
    }

    @Test
    void linesOfTheHeaderAreOneList() throws Exception {
        HttpServerRequest request = request("X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 9.9.9.9");

        assertThat(DE_FACTO.origin(request).address()).isEqualTo("9.9.9.9");
    }

    @Test
    void onlyTheConfiguredHeaderCounts() throws Exception {
        HttpServerRequest request = request("X-Forwarded-For: 1.1.1.1", "Forwarded: for=2.2.2.2");

        assertThat(DE_FACTO.origin(request).address()).isEqualTo("1.1.1.1");
        assertThat(STANDARD.origin(request).address()).isEqualTo("2.2.2.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=9.9.9.9                                        | 9.9.9.9     | false",
                "for=9.9.9.9;proto=https                            | 9.9.9.9     | true",
                "For=\"9.9.9.9:80\" ; Proto=HTTPS;by=10.0.0.1       | 9.9.9.9     | true",
                "for=\"[2001:db8::1]:80\";proto=http                | 2001:db8::1 | false",
                "for=1.1.1.1;proto=https, for=9.9.9.9;proto=http    | 9.9.9.9     | false",
                "for=9.9.9.9;proto=https, for=10.1.1.1;proto=http   | 9.9.9.9     | true",
                "for=\"a,b\";for=c, for=9.9.9.9                     | 9.9.9.9     | false",
                "for=9.9.9.9;proto=http;proto=https                 | 9.9.9.9     | false"
            })
    void standardHeaderIsReadToo(String forwarded, String address, boolean secure) throws Exception {
        ClientOrigin origin = STANDARD.origin(request("Forwarded: " + forwarded));

        assertThat(origin.address()).isEqualTo(address);
        assertThat(origin.secure()).isEqualTo(secure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"https | true", "HTTPS | true", "https, https | true", "http | false", "http, https | false"})
    void clientIsSecureWhereEveryProxySaysSo(String protocol, boolean secure) throws Exception {
        HttpServerRequest request = request("X-Forwarded-For: 9.9.9.9", "X-Forwarded-Proto: " + protocol);

        assertThat(DE_FACTO.origin(request).secure()).isEqualTo(secure);
    }

    @Test
    void proxyThatAsksForItselfIsTheClient() throws Exception {
        assertThat(DE_FACTO.origin(request("x: y"))).isEqualTo(new ClientOrigin("127.0.0.1", false, "127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "_hidden", "9.9.9", "9.9.9.9.9", "1.1.1.1,", "[::1", "example.org"})
    void headerThatNamesNobodyIsRefused(String forwardedFor) throws Exception {
        HttpServerRequest deFacto = request("X-Forwarded-For: " + forwardedFor);
        HttpServerRequest standard = request("Forwarded: for=" + forwardedFor);

        assertThatThrownBy(() -> DE_FACTO.origin(deFacto)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> STANDARD.origin(standard)).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "proxy.example", "10.0.0.1,", "*"})
    void listThatIsNoneIsRefused(String list) {
        assertThatThrownBy(() -> TrustedProxies.parse(list, Header.X_FORWARDED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpServerRequest request(String... headers) throws Exception {
        try (RawConnection connection = new RawConnection(listener.url())) {
            connection
                    .send("GET / HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                    .receive();
            HttpServerRequest request = REQUESTS.poll(30, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        }
    }
}
