package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.ram20150501.models.CreatePolicyVersionRequest;
import com.aliyun.ram20150501.models.DeleteUserRequest;
import com.aliyun.ram20150501.models.DetachPolicyFromUserRequest;
import io.rolegate.gateway.RawUpstream;
import io.rolegate.gateway.ServicesFixture;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs while its permission is taken away ends with it; what still may goes on. */
class RunningRequestsIT {
    private static final int SECONDS = 30;

    private static RawUpstream upstream;
    private static ServicesFixture services;
    private static Cast cast;
    private static Wire wire;

    private Cast.PartnerUser user;
    private Cast.PartnerRole role;
    private SigningCredentials session;
    private CountDownLatch revoked;
    private CountDownLatch gone;

    @BeforeAll
    static void start() throws Exception {
        upstream = RawUpstream.answering(RawUpstream.OK);
        services = ServicesFixture.with()
                .setting("api.instances", "2")
                .service("slow", "", upstream.address())
                .start();
        cast = new Cast(services.gateway());
        wire = Wire.to(services.gateway().gateway(), services.gateway().clock());
    }

    @AfterAll
    static void stop() throws Exception {
        wire.close();
        services.close();
        upstream.close();
    }

    @BeforeEach
    void delegate() throws Exception {
        user = cast.user();
        role = cast.role(Cast.allowing("slow:*", "*"));
        session = cast.session(user, role);
        revoked = new CountDownLatch(1);
        gone = new CountDownLatch(1);
    }

    /** What takes a running permission away, and what the caller is told. */
    private enum Revocation {
        DETACHED_POLICY("Forbidden.RAM") {
            @Override
            void by(RunningRequestsIT test) throws Exception {
                new Delegation(cast).detach(test.role);
            }
        },
        NEW_POLICY_VERSION("Forbidden.RAM") {
            @Override
            void by(RunningRequestsIT test) throws Exception {
                cast.ownerA()
                        .ram()
                        .createPolicyVersion(new CreatePolicyVersionRequest()
                                .setPolicyName(test.role.policyName())
                                .setPolicyDocument(Cast.allowing("slow:Put", "*"))
                                .setSetAsDefault(true));
            }
        },
        REVOKED_SESSION("InvalidSecurityToken.Revoked") {
            @Override
            void by(RunningRequestsIT test) throws Exception {
                GenericCall.call(cast.ownerA(), "RevokeSession", Map.of("SessionId", test.session.accessKeyId()));
            }
        },
        CHANGED_TRUST("InvalidSecurityToken.Revoked") {
            @Override
            void by(RunningRequestsIT test) throws Exception {
                new Delegation(cast).setTrust(test.role, "acs:ram::" + cast.accountA() + ":root");
            }
        },
        DISABLED_KEY_OF_THE_SOURCE("InvalidSecurityToken.Revoked") {
            @Override
            void by(RunningRequestsIT test) throws Exception {
                new Delegation(cast).setKeyStatus(test.user, "Inactive");
            }
        };

        private final String code;

        Revocation(String code) {
            this.code = code;
        }

        abstract void by(RunningRequestsIT test) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void longPollOfARevokedCallerIsRefusedAtOnce(Revocation revocation) throws Exception {
        upstream.script(connection -> {
            revoked.await();
            // Too late, although it was asked in time.
            connection.send(RawUpstream.OK).keep();
        });
        try (RawConnection poll = begin(get(Dialect.ACS3), "")) {
            revocation.by(this);
            revoked.countDown();

            RawConnection.Reply reply = poll.receive();
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains(revocation.code);
            JsonObject record = services.audit(reply);
            assertThat(record.getString("decision")).isEqualTo("Cut");
            assertThat(record.getInteger("status")).isEqualTo(403);
        }
    }

    @Test
    void messageServiceCallersAreToldInTheirFormat() throws Exception {
        upstream.script(this::holdUntilClosed);
        try (RawConnection poll = begin(get(Dialect.MNS), "")) {
            new Delegation(cast).detach(role);

            assertThat(poll.receive().body()).contains("<Code>AccessDenied</Code>");
            assertThat(gone.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void answerThatHasBegunIsBrokenOff() throws Exception {
        upstream.script(connection -> {
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            revoked.await();
            connection.send("6\r\nsecond\r\n0\r\n\r\n");
        });
        try (RawConnection stream = begin(get(Dialect.ACS3), "")) {
            RawConnection.Reply head = stream.receiveHead();
            assertThat(head.status()).isEqualTo(200);

            new Delegation(cast).detach(role);
            revoked.countDown();

            assertThat(stream.rest()).isEqualTo("5\r\nfirst\r\n");
            JsonObject record = services.audit(head);
            assertThat(record.getString("decision")).isEqualTo("Cut");
            assertThat(record.getString("errorCode")).isEqualTo("Forbidden.RAM");
            assertThat(record.getInteger("status")).isEqualTo(200);
        }
    }

    @Test
    void uploadIsBrokenOff() throws Exception {
        byte[] body = new byte[4 << 20];
        upstream.script(this::holdUntilClosed);
        UnsignedRequest put =
                services.request(Dialect.ACS3, "PUT", "/slow/1").body(body).build();
        try (RawConnection upload =
                begin(put, "content-length: " + body.length + "\r\n", Arrays.copyOf(body, 1 << 20))) {
            new Delegation(cast).detach(role);

            assertThat(upload.receive().status()).isEqualTo(403);
            assertThat(gone.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsStillAllowedGoesOn() throws Exception {
        upstream.script(connection -> {
            revoked.await();
            connection.send(RawUpstream.OK).keep();
        });
        SigningCredentials other = cast.session(user, cast.role(Cast.allowing("slow:Get", "*")));
        try (RawConnection poll = begin(get(Dialect.ACS3), "", new byte[0], other)) {
            new Delegation(cast).detach(role);
            cast.ownerB()
                    .ram()
                    .detachPolicyFromUser(new DetachPolicyFromUserRequest()
                            .setUserName(user.name())
                            .setPolicyType("System")
                            .setPolicyName("AliyunSTSAssumeRoleAccess"));
            assertThatThrownBy(() -> cast.ownerB().ram().deleteUser(new DeleteUserRequest().setUserName("nobody")));
            revoked.countDown();

            assertThat(poll.receive().status()).isEqualTo(200);
        }
    }

    private void holdUntilClosed(RawUpstream.Connection connection) throws IOException {
        connection.drain();
        gone.countDown();
    }

    private static UnsignedRequest get(Dialect dialect) {
        return services.request(dialect, "GET", "/slow/1")
                .version(dialect == Dialect.MNS ? "2015-06-06" : "2030-01-01")
                .build();
    }

    private RawConnection begin(UnsignedRequest request, String moreHead) throws IOException {
        return begin(request, moreHead, new byte[0]);
    }

    private RawConnection begin(UnsignedRequest request, String moreHead, byte[] body) throws IOException {
        return begin(request, moreHead, body, session);
    }

    /** Sends a request and waits until it is with the service. */
    private static RawConnection begin(UnsignedRequest request, String moreHead, byte[] body, SigningCredentials caller)
            throws IOException {
        int before = upstream.requests();
        SignedRequest signed =
                wire.sign(request, caller, services.gateway().clock().instant());
        RawConnection connection = new RawConnection(services.gateway().gateway());
        connection.send(RawConnection.head(signed) + moreHead + "\r\n").send(body);
        Awaitility.await().until(() -> upstream.requests() > before);
        return connection;
    }
}
