package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.ram20150501.models.CreateUserRequest;
import com.aliyun.ram20150501.models.DeleteUserRequest;
import com.aliyun.ram20150501.models.GetUserRequest;
import io.rolegate.audit.AuditEvent;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.sts.logon.LogonOrigin;
import io.rolegate.trail.EventFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each call and each log-on is one event, whatever became of it, and says what it was about. */
@ExtendWith(RolegateExtension.class)
class AuditIT {
    private final RunningGateway gateway;
    private final Cast cast;

    AuditIT(RunningGateway gateway, Cast cast) {
        this.gateway = gateway;
        this.cast = cast;
    }

    @Test
    void anAdministrativeWriteSaysWhatItTargeted() throws Exception {
        String name = cast.name("written-");
        cast.ownerB().ram().createUser(new CreateUserRequest().setUserName(name));

        AuditEvent event = await().until(
                        () -> events(EventFilter.builder()
                                        .equal("eventName", "CreateUser")
                                        .build())
                                .stream()
                                .filter(created -> created.line().contains(name))
                                .toList(),
                        found -> found.size() == 1)
                .get(0);
        assertThat(event.line()).contains("\"requestParameters\":{\"UserName\":\"" + name + "\"}");
        assertThat(event.text("resource")).isEqualTo("acs:ram::" + cast.accountB() + ":user/*");
        assertThat(event.text("decision")).isEqualTo("Allow");
        assertThat(event.number("status")).isEqualTo(200);
        assertThat(event.text("principalArn")).isEqualTo("acs:ram::" + cast.accountB() + ":root");
        assertThat(event.text("resourceAccountId")).isEqualTo(cast.accountB());
        assertThat(event.conditionValues()).containsKeys("acs:SourceIp", "acs:CurrentTime", "acs:AccessId");
    }

    @Test
    void aRefusedWriteSaysWhatItWouldHaveTargeted() throws Exception {
        Cast.PartnerUser user = cast.user();
        Cast.PartnerUser victim = cast.user();
        assertThatThrownBy(() -> cast.as(user.credentials())
                        .ram()
                        .deleteUser(new DeleteUserRequest().setUserName(victim.name())))
                .isNotNull();

        AuditEvent event = only("DeleteUser", "*:user/" + victim.name());
        assertThat(event.text("decision")).isEqualTo("ImplicitDeny");
        assertThat(event.text("policyKind")).isEqualTo("identity");
        assertThat(event.text("errorCode")).isEqualTo("NoPermission");
        assertThat(event.text("action")).isEqualTo("ram:DeleteUser");
    }

    @Test
    void aWriteThatFailsInTheStoreIsAllowedAndSaysWithWhatItFailed() {
        assertThatThrownBy(() -> cast.ownerB().ram().deleteUser(new DeleteUserRequest().setUserName("no-such-user")))
                .isNotNull();

        AuditEvent event = only("DeleteUser", "*:user/no-such-user");
        assertThat(event.text("decision")).isEqualTo("Allow");
        assertThat(event.text("errorCode")).isEqualTo("EntityNotExist.User");
        assertThat(event.number("status")).isEqualTo(404);
    }

    @Test
    void aCallThatNobodyProvedIsRejected() throws Exception {
        Cast.PartnerUser user = cast.user();
        SigningCredentials forged = new SigningCredentials(user.credentials().accessKeyId(), "x".repeat(30), null);
        assertThatThrownBy(() -> cast.as(forged).ram().getUser(new GetUserRequest().setUserName("anybody")))
                .isNotNull();

        AuditEvent event = await().until(
                        () -> events(EventFilter.builder()
                                .like("errorCode", "SignatureDoesNotMatch")
                                .like("eventName", "GetUser")
                                .build()),
                        found -> found.size() == 1)
                .get(0);
        assertThat(event.text("decision")).isEqualTo("Rejected");
        assertThat(event.text("principalArn")).isNull();
    }

    @Test
    void aFailedLogOnIsAnEvent() throws Exception {
        gateway.logons()
                .logOn("enterprise-b", "wrong", new LogonOrigin("logon-request", "198.51.100.9"))
                .await(30, TimeUnit.SECONDS);

        AuditEvent event = await().until(
                        () -> events(EventFilter.builder()
                                .equal("requestId", "logon-request")
                                .build()),
                        found -> found.size() == 1)
                .get(0);
        assertThat(event.text("eventName")).isEqualTo("LogOn");
        assertThat(event.text("decision")).isEqualTo("Rejected");
        assertThat(event.text("sourceIpAddress")).isEqualTo("198.51.100.9");
        assertThat(event.text("accountId")).isEqualTo(cast.accountB());
    }

    private AuditEvent only(String eventName, String resource) {
        EventFilter filter = EventFilter.builder()
                .equal("eventName", eventName)
                .like("resource", resource)
                .build();
        return await().until(() -> events(filter), found -> found.size() == 1).get(0);
    }

    private List<AuditEvent> events(EventFilter filter) throws IOException {
        return Files.readAllLines(gateway.auditFile()).stream()
                .filter(line -> !AuditEvent.isMark(line))
                .map(AuditEvent::parse)
                .filter(filter::admits)
                .toList();
    }
}
