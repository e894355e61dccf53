package io.rolegate.backend.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.backend.AssertionIssuer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.MovableClock;
import io.rolegate.backend.ServiceCaller;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageServiceTest {
    private static final String OWNER = "1000000000000001";
    private static final String STRANGER = "2000000000000002";

    private final Vertx vertx = Vertx.vertx();
    private final MovableClock clock = new MovableClock();
    private String url;
    private ServiceCaller owner;
    private ServiceCaller stranger;

    @BeforeEach
    void start() throws Exception {
        AssertionIssuer issuer = new AssertionIssuer(vertx);
        MessageServiceVerticle service = new MessageServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()), clock);
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        url = service.url();
        owner = new ServiceCaller(url, MessageServiceVerticle.AUDIENCE, OWNER, issuer);
        stranger = new ServiceCaller(url, MessageServiceVerticle.AUDIENCE, STRANGER, issuer);
        owner.send("PUT", "/queues/q", "");
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void requestWithoutAssertionIsRefusedInXml() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/queues")).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .contains("<Error xmlns=\"http://mns.aliyuncs.com/doc/v1\"><Code>AccessDenied</Code>");
    }

    @Test
    void requestIdOfTheGatewayIsKept() throws Exception {
        HttpResponse<String> response = owner.get("/queues/none", "x-acs-request-id", "ABC-123");

        assertThat(response.headers().firstValue("x-mns-request-id")).hasValue("ABC-123");
        assertThat(response.headers().firstValue("x-acs-request-id")).hasValue("ABC-123");
        assertThat(response.body()).contains("<RequestId>ABC-123</RequestId>");
        assertThat(owner.get("/queues", "x-acs-request-id", "a b").headers().firstValue("x-mns-request-id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9A-F-]{36}"));
    }

    @Test
    void accountsSeeOnlyTheirOwn() throws Exception {
        send("secret", "");

        assertThat(stranger.get("/queues/q/messages").body()).contains("QueueNotExist");
        assertThat(stranger.get("/queues").body()).doesNotContain("QueueURL");
        assertThat(stranger.send("PUT", "/queues/q", "").statusCode()).isEqualTo(201);
        assertThat(stranger.get("/queues/q/messages").body()).contains("MessageNotExist");
        assertThat(owner.get("/queues/q/messages").body()).contains("secret");
    }

    @Test
    void createIsIdempotentByAttributes() throws Exception {
        HttpResponse<String> same = owner.send("PUT", "/queues/q", "", "x-forwarded-host", "gate.example.com");

        assertThat(same.statusCode()).isEqualTo(204);
        assertThat(same.headers().firstValue("Location")).hasValue("http://gate.example.com/queues/q");
        HttpResponse<String> other = owner.send("PUT", "/queues/q", queue("<DelaySeconds>5</DelaySeconds>"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(owner.send("PUT", "/queues/q?metaoverride=true", queue("<DelaySeconds>5</DelaySeconds>"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(owner.get("/queues/q").body()).contains("<DelaySeconds>5</DelaySeconds>");
    }

    @Test
    void visibilityTimeoutBringsMessagesBack() throws Exception {
        send("work", "");
        String first = owner.get("/queues/q/messages").body();
        assertThat(owner.get("/queues/q").body()).contains("<InactiveMessages>1</InactiveMessages>");

        clock.advance(Duration.ofSeconds(31));

        HttpResponse<String> late = delete(handle(first));
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(late.body()).contains("MessageNotExist");
        String second = owner.get("/queues/q/messages").body();
        assertThat(second).contains("<DequeueCount>2</DequeueCount>");
        assertThat(field(second, "FirstDequeueTime")).isEqualTo(field(first, "FirstDequeueTime"));
        assertThat(delete(handle(second)).statusCode()).isEqualTo(204);
    }

    @Test
    void delayedMessageWaitsAndCanBeDeleted() throws Exception {
        String sent = send("later", "<DelaySeconds>60</DelaySeconds>").body();
        send("sooner", "<DelaySeconds>10</DelaySeconds>");
        assertThat(owner.get("/queues/q/messages").statusCode()).isEqualTo(404);
        assertThat(owner.get("/queues/q").body()).contains("<DelayMessages>2</DelayMessages>");

        assertThat(delete(handle(sent)).statusCode()).isEqualTo(204);
        clock.advance(Duration.ofSeconds(61));

        assertThat(owner.get("/queues/q/messages?numOfMessages=16").body())
                .contains("sooner")
                .doesNotContain("later");
    }

    @Test
    void urgentMessagesComeFirst() throws Exception {
        send("normal", "");
        send("low", "<Priority>16</Priority>");
        send("urgent", "<Priority>1</Priority>");

        assertThat(owner.get("/queues/q/messages?peekonly=true&numOfMessages=16")
                        .body())
                .matches(Pattern.compile(".*urgent.*normal.*low.*", Pattern.DOTALL));
    }

    @Test
    void retentionEndsMessagesInAnyState() throws Exception {
        owner.send("PUT", "/queues/short", queue("<MessageRetentionPeriod>60</MessageRetentionPeriod>"));
        for (String delay : new String[] {"0", "0", "100"}) {
            owner.send("POST", "/queues/short/messages", message("x", "<DelaySeconds>" + delay + "</DelaySeconds>"));
        }
        owner.get("/queues/short/messages");

        clock.advance(Duration.ofSeconds(60));

        assertThat(owner.get("/queues/short").body())
                .contains("<ActiveMessages>0<", "<InactiveMessages>0<", "<DelayMessages>0<");
    }

    @Test
    void changedVisibilityCountsFromTheCall() throws Exception {
        send("work", "");
        String handle = handle(owner.get("/queues/q/messages").body());
        clock.advance(Duration.ofSeconds(20));
        String changed = owner.send("PUT", "/queues/q/messages?receiptHandle=" + handle + "&visibilityTimeout=20", "")
                .body();
        clock.advance(Duration.ofSeconds(15));

        assertThat(owner.get("/queues/q/messages").statusCode()).isEqualTo(404);
        assertThat(delete(handle).body()).contains("MessageNotExist");
        assertThat(delete(handle(changed)).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            PUT    | /queues/-bad                            | InvalidQueueName
            PUT    | /queues/under_score                     | InvalidQueueName
            GET    | /queues/none                            | QueueNotExist
            GET    | /topics/none                            | TopicNotExist
            PUT    | /topics/a.b                             | TopicNameInvalid
            GET    | /queues/                                | InvalidRequestURL
            GET    | /queues/%71                             | InvalidRequestURL
            GET    | /queues//q                              | InvalidRequestURL
            GET    | /elsewhere                              | InvalidRequestURL
            PATCH  | /queues/q                               | InvalidRequestURL
            GET    | /                                       | InvalidRequestURL
            GET    | /queues/q/messages?waitseconds=31       | InvalidArgument
            GET    | /queues/q/messages?waitseconds=-1       | InvalidArgument
            GET    | /queues/q/messages?numOfMessages=17     | InvalidArgument
            GET    | /queues/q/messages?numOfMessages=0      | InvalidArgument
            GET    | /queues/q/messages?peekonly=maybe       | InvalidQueryString
            GET    | /queues/q/messages?waitseconds=0&waitseconds=1 | InvalidQueryString
            DELETE | /queues/q/messages                      | MissingReceiptHandle
            DELETE | /queues/q/messages?ReceiptHandle=abc    | ReceiptHandleError
            PUT    | /queues/q/messages?VisibilityTimeout=5  | MissingReceiptHandle
            PUT    | /queues/q/messages?ReceiptHandle=1-0123456789ABCDEF0123456789ABCDEF-0123456789ABCDEF0123456789ABCDEF | MissingVisibilityTimeout
            """)
    void wrongRequestsAreToldWhy(String method, String path, String code) throws Exception {
        assertThat(owner.send(method, path, "").body()).contains("<Code>" + code + "</Code>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <Queue><DelaySeconds>604801</DelaySeconds></Queue>             | InvalidArgument
            <Queue><MaximumMessageSize>1023</MaximumMessageSize></Queue>   | InvalidArgument
            <Queue><VisibilityTimeout>0</VisibilityTimeout></Queue>        | InvalidArgument
            <Queue><LoggingEnabled>perhaps</LoggingEnabled></Queue>        | InvalidArgument
            <Queue><DelaySeconds>1</DelaySeconds><DelaySeconds>2</DelaySeconds></Queue> | MalformedXML
            <Topic/>                                                       | MalformedXML
            <Queue xmlns="urn:other"/>                                     | MalformedXML
            <Queue>                                                        | MalformedXML
            <!DOCTYPE Queue><Queue/>                                       | MalformedXML
            <!DOCTYPE Q [<!ENTITY e SYSTEM "file:///etc/passwd">]><Queue>&e;</Queue> | MalformedXML
            """)
    void wrongBodiesAreToldWhy(String body, String code) throws Exception {
        assertThat(owner.send("PUT", "/queues/new", body).body()).contains("<Code>" + code + "</Code>");
        assertThat(owner.get("/queues/new").statusCode()).isEqualTo(404);
    }

    @Test
    void bothSpellingsOfTheNamespaceAreRead() throws Exception {
        for (String slash : new String[] {"", "/"}) {
            HttpResponse<String> sent = owner.send(
                    "POST",
                    "/queues/q/messages",
                    "<Message xmlns=\"http://mns.aliyuncs.com/doc/v1" + slash
                            + "\"><MessageBody>x</MessageBody></Message>");
            assertThat(sent.statusCode()).isEqualTo(201);
        }
    }

    @Test
    void sizesAreBounded() throws Exception {
        assertThat(send("x".repeat(65_536), "").statusCode()).isEqualTo(201);
        assertThat(send("x".repeat(65_537), "").body()).contains("InvalidArgument");
        assertThat(send("", "").body()).contains("InvalidArgument");
        assertThat(send("x".repeat(600_000), "").body()).contains("InvalidArgument");
        assertThat(send("<a>".repeat(20) + "</a>".repeat(20), "").body()).contains("MalformedXML");
    }

    @Test
    void bodyComesBackAsItWasSent() throws Exception {
        send("&lt;a b=\"1\"&gt; &amp;amp; <![CDATA[]]&gt;]]> 汉字 😀", "");

        assertThat(owner.get("/queues/q/messages").body()).contains("&lt;a b=\"1\"&gt; &amp;amp; ]]&amp;gt; 汉字 😀");
    }

    private HttpResponse<String> send(String body, String more) throws Exception {
        return owner.send("POST", "/queues/q/messages", message(body, more));
    }

    private HttpResponse<String> delete(String handle) throws Exception {
        return owner.delete("/queues/q/messages?ReceiptHandle=" + handle);
    }

    static String message(String body, String more) {
        return "<Message><MessageBody>" + body + "</MessageBody>" + more + "</Message>";
    }

    private static String queue(String attributes) {
        return "<Queue xmlns=\"http://mns.aliyuncs.com/doc/v1\">" + attributes + "</Queue>";
    }

    private static String handle(String body) {
        return field(body, "ReceiptHandle");
    }

    private static String field(String body, String name) {
        Matcher match = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(body);
        assertThat(match.find()).as(name + " in " + body).isTrue();
        return match.group(1);
    }
}
