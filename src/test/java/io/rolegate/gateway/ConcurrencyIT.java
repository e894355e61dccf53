package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller with more under way than it may. */
class ConcurrencyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 3;

    private static Blobs blobs;

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final List<RawConnection> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        blobs = new Blobs(Map.of("limits.principalConcurrentRequests", Integer.toString(MOST)));
    }

    @AfterAll
    static void stop() throws Exception {
        blobs.close();
    }

    @AfterEach
    void nothingIsUnderWayAnyMore() throws IOException {
        for (RawConnection connection : open) {
            connection.close();
        }
        held.forEach(ConcurrencyIT::answer);
        blobs.answeringNormally();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(blobs.metrics()).contains("rolegate_requests_in_progress 0.0"));
        blobs.seen().clear();
    }

    @Test
    void isRefusedUntilOneHasEnded() throws Exception {
        blobs.answering(held::add);
        for (int i = 0; i < MOST; i++) {
            begin(get());
        }
        await().atMost(PATIENCE).until(() -> held.size() == MOST);

        Reply reply = blobs.send(get());
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("retry-after", "1");
        assertThat(reply.body()).contains("Throttling.User", "You have more than 3 requests at one time");
        assertThat(blobs.metrics()).contains("rolegate_limited_total{limit=\"principal_concurrency\"}");

        blobs.answeringNormally();
        answer(held.remove());
        await().atMost(PATIENCE).until(() -> blobs.send(get()).status() == 200);
    }

    /** How a request may end other than well. */
    private enum End {
        SERVICE_BREAKS_OFF,
        SERVICE_IS_SILENT,
        CALLER_LEAVES_WHILE_WAITING,
        CALLER_LEAVES_WHILE_SENDING,
        CALLER_LEAVES_WHILE_READING,
        BODY_WAS_CHANGED
    }

    @ParameterizedTest
    @EnumSource
    void howeverARequestEndsItIsUnderWayNoLonger(End end) throws Exception {
        for (int i = 0; i <= MOST; i++) {
            bringAbout(end);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(blobs.metrics()).contains("rolegate_requests_in_progress 0.0"));
        }

        blobs.answeringNormally();
        assertThat(blobs.send(get()).status()).isEqualTo(200);
    }

    private void bringAbout(End end) throws Exception {
        byte[] body = new byte[200_000];
        String head = RawConnection.head(blobs.sign(
                        blobs.request(Dialect.ACS3, "PUT", "/blobs/a").body(body)))
                + "content-length: " + body.length + "\r\n\r\n";
        switch (end) {
            case SERVICE_BREAKS_OFF -> {
                blobs.answering(request -> request.connection().close());
                assertThat(blobs.send(get()).status()).isEqualTo(502);
            }
            case SERVICE_IS_SILENT -> {
                blobs.answering(held::add);
                assertThat(blobs.send(get()).status()).isEqualTo(504);
            }
            case CALLER_LEAVES_WHILE_WAITING -> {
                blobs.answering(held::add);
                int before = held.size();
                RawConnection connection = begin(get());
                await().atMost(PATIENCE).until(() -> held.size() > before);
                connection.close();
            }
            case CALLER_LEAVES_WHILE_SENDING -> {
                RawConnection connection = connect().send(head + "x".repeat(100_000));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(blobs.metrics()).contains("rolegate_requests_in_progress 1.0"));
                connection.close();
            }
            case CALLER_LEAVES_WHILE_READING -> {
                blobs.answering(request -> request.response().setChunked(true).write("begun"));
                RawConnection connection = begin(get());
                connection.awaitBytes();
                connection.close();
            }
            case BODY_WAS_CHANGED ->
                assertThat(connect()
                                .send(head + "x".repeat(body.length))
                                .receive()
                                .status())
                        .isEqualTo(400);
        }
    }

    private RawConnection connect() throws IOException {
        RawConnection connection = blobs.connect();
        open.add(connection);
        return connection;
    }

    private RawConnection begin(SignedRequest signed) throws IOException {
        return connect().send(RawConnection.head(signed) + "\r\n");
    }

    private static SignedRequest get() {
        return blobs.sign(blobs.request(Dialect.ACS3, "GET", "/blobs/a"));
    }

    private static void answer(HttpServerRequest request) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response().end("late").onFailure(gone -> request.connection()
                    .close());
        }
    }
}
