package io.rolegate.backend.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.backend.AssertionIssuer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.ServiceCaller;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    private static final String ACCOUNT = "1000000000000001";
    private static final String QUEUE = "acs:mns:cn-hangzhou:" + ACCOUNT + ":queues/q";

    private final Vertx vertx = Vertx.vertx();
    private ServiceCaller caller;

    @BeforeEach
    void start() throws Exception {
        AssertionIssuer issuer = new AssertionIssuer(vertx);
        MessageServiceVerticle service = new MessageServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()));
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        caller = new ServiceCaller(service.url(), MessageServiceVerticle.AUDIENCE, ACCOUNT, issuer);
        caller.send("PUT", "/queues/q", "");
        caller.send("PUT", "/topics/t", "");
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void xmlNotificationWrapsTheMessage() throws Exception {
        subscribe("s", QUEUE, "");
        publish("<MessageBody>a &lt; b</MessageBody><MessageTag>red</MessageTag>");

        assertThat(received())
                .contains("&lt;Notification xmlns=", "&lt;Message&gt;a &amp;lt; b&lt;/Message&gt;")
                .contains("&lt;MessageTag&gt;red&lt;", "&lt;SubscriptionName&gt;s&lt;");
    }

    @Test
    void jsonNotificationWrapsTheMessage() throws Exception {
        subscribe("s", QUEUE, "<NotifyContentFormat>JSON</NotifyContentFormat>");
        publish("<MessageBody>hello</MessageBody>");

        assertThat(received()).contains("\"TopicName\":\"t\"", "\"Message\":\"hello\"", "\"MessageMD5\":\"5D41");
    }

    @Test
    void simplifiedNotificationIsTheMessageAlone() throws Exception {
        subscribe("s", QUEUE.replace(":queues", ":/queues"), "<NotifyContentFormat>SIMPLIFIED</NotifyContentFormat>");
        publish("<MessageBody>hello</MessageBody>");

        assertThat(received()).contains("<MessageBody>hello</MessageBody>");
    }

    @Test
    void unsubscribedQueueGetsNothing() throws Exception {
        subscribe("s", QUEUE, "");
        assertThat(caller.delete("/topics/t/subscriptions/s").statusCode()).isEqualTo(204);
        publish("<MessageBody>hello</MessageBody>");

        assertThat(received()).contains("MessageNotExist");
        assertThat(caller.get("/topics/t/subscriptions/s").body()).contains("SubscriptionNotExist");
    }

    @Test
    void missingQueueDoesNotFailThePublisher() throws Exception {
        subscribe("s", QUEUE, "");
        caller.delete("/queues/q");

        assertThat(publish("<MessageBody>hello</MessageBody>").statusCode()).isEqualTo(201);
    }

    @Test
    void subscribeIsIdempotentByAttributes() throws Exception {
        assertThat(subscribe("s", QUEUE, "").statusCode()).isEqualTo(201);
        assertThat(subscribe("s", QUEUE.replace(":queues", ":/queues"), "").statusCode())
                .isEqualTo(204);
        assertThat(subscribe("s", QUEUE, "<FilterTag>x</FilterTag>").body()).contains("SubscriptionAlreadyExist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://127.0.0.1:9090/metrics",
                "https://example.com/",
                "mail:directmail:a@example.com",
                "acs:mns:cn-hangzhou:2000000000000002:queues/q",
                "acs:mns:cn-beijing:1000000000000001:queues/q",
                "acs:mns:cn-hangzhou:1000000000000001:topics/q",
                "acs:mns:cn-hangzhou:1000000000000001:queues/q/messages"
            })
    void onlyOwnQueuesCanSubscribe(String endpoint) throws Exception {
        assertThat(subscribe("s", endpoint, "").body()).contains("<Code>InvalidArgument</Code>");
        assertThat(caller.get("/topics/t/subscriptions").body()).doesNotContain("SubscriptionURL");
    }

    @Test
    void endpointCannotBeSwappedLater() throws Exception {
        subscribe("s", QUEUE, "");

        HttpResponse<String> swapped = caller.send(
                "PUT",
                "/topics/t/subscriptions/s?metaoverride=true",
                "<Subscription><Endpoint>" + QUEUE + "2</Endpoint></Subscription>");

        assertThat(swapped.body()).contains("InvalidArgument");
    }

    @Test
    void filterCanBeChangedLater() throws Exception {
        subscribe("s", QUEUE, "<NotifyContentFormat>SIMPLIFIED</NotifyContentFormat>");
        caller.send(
                "PUT",
                "/topics/t/subscriptions/s?metaoverride=true",
                "<Subscription><FilterTag>blue</FilterTag></Subscription>");
        publish("<MessageBody>red one</MessageBody><MessageTag>red</MessageTag>");
        publish("<MessageBody>blue one</MessageBody><MessageTag>blue</MessageTag>");

        assertThat(received()).contains("blue one");
        assertThat(received()).contains("MessageNotExist");
    }

    private HttpResponse<String> subscribe(String name, String endpoint, String more) throws Exception {
        return caller.send(
                "PUT",
                "/topics/t/subscriptions/" + name,
                "<Subscription><Endpoint>" + endpoint + "</Endpoint>" + more + "</Subscription>");
    }

    private HttpResponse<String> publish(String content) throws Exception {
        return caller.send("POST", "/topics/t/messages", "<Message>" + content + "</Message>");
    }

    private String received() throws Exception {
        return caller.get("/queues/q/messages").body();
    }
}
