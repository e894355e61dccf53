package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever an upstream does, its callers get a proper error or a broken answer, and other services' callers notice nothing. */
class UpstreamFailureIT {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n";
    private static final String IMPATIENT =
            "responseTimeoutSeconds: 1\nidleTimeoutSeconds: 1\nconnectTimeoutMillis: 300\ncircuitBreaker: {failures: 0}";

    private static RawUpstream bad;
    private static RawUpstream good;
    private static BlackHole blackHole;
    private static ServicesFixture services;

    @BeforeAll
    static void start() throws Exception {
        bad = RawUpstream.answering(RawUpstream.OK);
        good = RawUpstream.answering(RawUpstream.OK);
        blackHole = new BlackHole();
        services = ServicesFixture.with()
                .service("bad", IMPATIENT, bad.address())
                .service("good", "", good.address())
                .service("lost", IMPATIENT, blackHole.address())
                .service("refused", IMPATIENT, RawUpstream.nobodyListens())
                .service(
                        "mixed",
                        IMPATIENT + "\nretries: 2",
                        blackHole.address(),
                        RawUpstream.nobodyListens(),
                        good.address())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        bad.close();
        good.close();
        blackHole.close();
    }

    @AfterEach
    void othersNoticeNothing() throws Exception {
        assertThat(services.call("GET", "/good/1").status()).isEqualTo(200);
    }

    @Test
    void chunkedAnswerThatBreaksOffIsNeverCompleted() throws Exception {
        bad.script(connection -> {
            connection.send(CHUNKED);
        });

        assertThatThrownBy(() -> services.call("GET", "/bad/1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the connection ended");
    }

    @Test
    void longAnswerThatBreaksOffIsNeverCompleted() throws Exception {
        bad.script(connection -> {
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n");
            connection.send(new byte[300_000]);
            connection.reset();
        });

        assertThatThrownBy(() -> services.call("GET", "/bad/1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the connection ended");
    }

    @Test
    void shortAnswerThatBreaksOffIsA502() throws Exception {
        bad.script(connection -> {
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\nx-half: yes\r\n\r\nhalf of it");
        });

        Reply reply = services.call("GET", "/bad/1");

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.body()).contains("ServiceUnavailable.Upstream").doesNotContain("half of it");
        assertThat(reply.headers()).doesNotContainKey("x-half");
    }

    @Test
    void connectionThatIsResetIsA502WhoseReasonOnlyTheAuditRecordTells() throws Exception {
        bad.script(connection -> {
            connection.reset();
        });

        Reply reply = services.call("GET", "/bad/1");

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.body()).doesNotContainIgnoringCase("reset").doesNotContainIgnoringCase("closed");
        JsonObject line = services.audit(reply);
        assertThat(line.getString("upstreamReason")).containsIgnoringCase("connection");
        assertThat(line.getString("decision")).isEqualTo("Allow");
    }

    @Test
    void upstreamThatHangsUpWithoutAnAnswerIsA502() throws Exception {
        bad.script(connection -> {
            connection.halfClose();
            connection.drain();
        });

        assertThat(services.call("GET", "/bad/1").status()).isEqualTo(502);
    }

    @Test
    void upstreamThatTalksNoHttpIsA502() throws Exception {
        bad.script(connection -> {
            connection.send("220 mail.example.com ESMTP\r\n\r\n");
            connection.drain();
        });

        assertThat(services.call("GET", "/bad/1").status()).isEqualTo(502);
    }

    @Test
    void interimAnswerThatIsNotInterimIsA502() throws Exception {
        bad.script(connection -> {
            connection.send("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n");
            connection.drain();
        });

        assertThat(services.call("GET", "/bad/1").status()).isEqualTo(502);
    }

    @Test
    void noAnswerInTimeIsA504() throws Exception {
        bad.script(connection -> {
            connection.drain();
        });

        Reply reply = services.call("GET", "/bad/1");

        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.body()).contains("ServiceUnavailable.Timeout");
    }

    @Test
    void answerThatStandsStillIsBrokenOff() throws Exception {
        bad.script(connection -> {
            connection.send(CHUNKED);
            connection.drain();
        });

        assertThatThrownBy(() -> services.call("GET", "/bad/1")).isInstanceOf(IOException.class);
    }

    @Test
    void slowAnswerThatGoesOnArrivesWhole() throws Exception {
        bad.script(connection -> {
            connection.send(CHUNKED);
            // Each piece within the patience, all of them beyond it.
            connection.timeout(300);
            for (int piece = 0; piece < 5; piece++) {
                assertThatThrownBy(() -> connection.read(1));
                connection.send("5\r\nhello\r\n");
            }
            connection.send("0\r\n\r\n");
        });

        assertThat(services.call("GET", "/bad/1").body()).isEqualTo("hello".repeat(6));
    }

    @Test
    void upstreamThatTakesNoBodyIsA504() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        bad.script(connection -> {
            answered.await();
        });
        byte[] body = new byte[8 << 20];

        try (RawConnection connection = services.connect()) {
            String head = RawConnection.head(
                    services.sign(services.request("PUT", "/bad/1").body(body)));
            connection.send(head + "content-length: " + body.length + "\r\n\r\n");
            connection.sendMeanwhile(body);
            assertThat(connection.receive().status()).isEqualTo(504);
        } finally {
            answered.countDown();
        }
    }

    @Test
    void blackHoledAndRefusedConnectionsAre503() throws Exception {
        Reply lost = services.call("GET", "/lost/1");
        Reply refused = services.call("GET", "/refused/1");

        assertThat(lost.status()).isEqualTo(503);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(services.audit(refused).getString("upstreamReason")).startsWith("unreachable");
    }

    @Test
    void whatCouldNotBeSentIsTriedElsewhere() throws Exception {
        for (int call = 0; call < 6; call++) {
            assertThat(services.call(call % 2 == 0 ? "GET" : "POST", "/mixed/1").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatWasSentIsNeverSentAgain() throws Exception {
        int before = bad.requests();
        bad.script(connection -> {
            connection.reset();
        });

        services.call("GET", "/bad/1");

        assertThat(bad.requests() - before).isEqualTo(1);
    }
}
