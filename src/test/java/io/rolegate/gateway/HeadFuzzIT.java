package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.gateway.HostileCall.Spelling;
import io.rolegate.gateway.RecordedServices.Recorded;
import io.rolegate.signature.Dialect;
import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is sent, the gateway answers, and what reaches a service is what was signed and authorised, however that is read. */
class HeadFuzzIT {
    private static final HostileCall PROBE = new HostileCall(
            Dialect.ACS3,
            "GET",
            "",
            List.of(Spelling.plain("shelf"), Spelling.plain("probe")),
            List.of(),
            List.of(),
            false,
            "",
            false,
            List.of());

    @SuppressWarnings("NullAway.Init") // jqwik calls start() before anything else
    private static RecordedServices services;

    @BeforeContainer
    static void start() throws Exception {
        services = new RecordedServices(Map.of());
    }

    @AfterContainer
    static void stop() throws Exception {
        services.close();
    }

    @Provide
    Arbitrary<HostileCall> calls() {
        return new HostileCalls().calls();
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.BOUNDED)
    void whatReachesAServiceIsWhatWasSignedAndAuthorised(@ForAll("calls") HostileCall call) throws Exception {
        String bytes = call.bytes(services.gateway());
        services.take();
        try (RawConnection connection = services.connect()) {
            connection.send(bytes + PROBE.bytes(services.gateway()));
            Reply reply = answer(connection);
            List<Recorded> reached = services.take();
            reached.removeIf(request -> request.path().contains("probe"));
            assertThat(reached).as(bytes).hasSizeLessThan(2);
            if (reached.isEmpty()) {
                assertThat(reply.status()).as(bytes).isIn(200, 400, 403, 404, 405, 408, 413, 414, 417, 431, 505);
            } else {
                assertThat(reply.status()).as(bytes).isEqualTo(200);
                ForwardedAsSigned.check(reached.get(0), call, reply.headers().get("x-acs-request-id"));
            }
            assertNothingIsLeftBehind(connection, call, reply);
        }
    }

    private static Reply answer(RawConnection connection) throws IOException {
        Reply reply = connection.receive();
        return reply.status() == 100 ? connection.receive() : reply;
    }

    /** The next request on the connection is read as it was sent, or none is. */
    private void assertNothingIsLeftBehind(RawConnection connection, HostileCall call, Reply reply) throws IOException {
        if (closes(reply)) {
            assertThat(connection.isClosedAtLast()).isTrue();
        } else if (!call.isChanged()) {
            assertThat(answer(connection).status()).isEqualTo(200);
        }
        assertThat(services.take()).allMatch(request -> request.path().contains("probe"));
    }

    private static boolean closes(Reply reply) {
        return Objects.requireNonNullElse(reply.headers().get("connection"), "")
                .toLowerCase(Locale.ROOT)
                .contains("close");
    }
}
