package io.rolegate.backend.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aliyun.mns.client.CloudAccount;
import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.CloudTopic;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.common.BatchDeleteException;
import com.aliyun.mns.common.BatchSendException;
import com.aliyun.mns.common.ServiceException;
import com.aliyun.mns.model.AccountAttributes;
import com.aliyun.mns.model.Message;
import com.aliyun.mns.model.PagingListResult;
import com.aliyun.mns.model.QueueMeta;
import com.aliyun.mns.model.RawTopicMessage;
import com.aliyun.mns.model.SubscriptionMeta;
import com.aliyun.mns.model.TopicMessage;
import com.aliyun.mns.model.TopicMeta;
import io.rolegate.backend.AssertionIssuer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.Forwarder;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unmodified official SDK fills its models from our answers. */
class SdkMessageServiceTest {
    private static final String ACCOUNT = "1000000000000001";

    static {
        // The JAXB that the SDK parses errors with would otherwise make classes in a way that Java 17 refuses.
        System.setProperty("com.sun.xml.bind.v2.bytecode.ClassTailor.noOptimize", "true");
    }

    private final Vertx vertx = Vertx.vertx();
    private MNSClient client;

    @BeforeEach
    void start() throws Exception {
        AssertionIssuer issuer = new AssertionIssuer(vertx);
        MessageServiceVerticle service = new MessageServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()));
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        Forwarder forwarder =
                new Forwarder(vertx, service.port(), () -> issuer.assertion(MessageServiceVerticle.AUDIENCE, ACCOUNT));
        client = new CloudAccount("id", "secret", "http://127.0.0.1:" + forwarder.port()).getMNSClient();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void queueLivesThroughItsOperations() {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName("orders-1");
        meta.setVisibilityTimeout(45L);
        meta.setPollingWaitSeconds(0);
        CloudQueue queue = client.createQueue(meta);
        assertThat(queue.getQueueURL()).endsWith("/queues/orders-1");
        assertThat(client.createQueue(meta).getQueueURL()).isEqualTo(queue.getQueueURL());

        QueueMeta other = new QueueMeta();
        other.setQueueName("orders-1");
        other.setVisibilityTimeout(46L);
        assertThatThrownBy(() -> client.createQueue(other))
                .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo("QueueAlreadyExist"));

        meta.setVisibilityTimeout(60L);
        queue.setAttributes(meta);
        QueueMeta seen = queue.getAttributes();
        assertThat(seen.getVisibilityTimeout()).isEqualTo(60L);
        assertThat(seen.getQueueName()).isEqualTo("orders-1");
        assertThat(seen.getMaxMessageSize()).isEqualTo(65_536L);
        assertThat(seen.getMessageRetentionPeriod()).isEqualTo(345_600L);
        assertThat(seen.getCreateTime().toInstant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));

        queue.delete();
        assertThat(queue.isQueueExist()).isFalse();
    }

    @Test
    void listsPageThroughQueues() {
        for (String name : List.of("a-1", "a-2", "a-3", "b-1")) {
            client.getQueueRef(name).create();
        }

        PagingListResult<QueueMeta> first = client.listQueue("a-", null, 2);
        PagingListResult<QueueMeta> second = client.listQueue("a-", first.getMarker(), 2);

        assertThat(first.getResult()).extracting(QueueMeta::getQueueName).containsExactly("a-1", "a-2");
        assertThat(second.getResult()).extracting(QueueMeta::getQueueName).containsExactly("a-3");
        assertThat(client.listQueueURL("b-", null, 10).getResult())
                .singleElement()
                .asString()
                .endsWith("/queues/b-1");
    }

    @Test
    void messageIsSentReceivedHiddenAndDeleted() {
        CloudQueue queue = client.getQueueRef("orders-1");
        queue.create();

        Message sent = queue.putMessage(new Message("hello <world> & 汉字"));
        assertThat(sent.getMessageId()).isNotBlank();
        Message peeked = queue.peekMessage();
        assertThat(peeked.getReceiptHandle()).isNull();
        assertThat(peeked.getMessageBody()).isEqualTo("hello <world> & 汉字");
        Message received = queue.popMessage();
        assertThat(received.getMessageBody()).isEqualTo("hello <world> & 汉字");
        assertThat(received.getMessageBodyMD5()).isEqualTo(sent.getMessageBodyMD5());
        assertThat(received.getDequeueCount()).isEqualTo(1);
        assertThat(received.getPriority()).isEqualTo(8);
        assertThat(received.getNextVisibleTime()).isAfter(received.getEnqueueTime());
        assertThat(queue.popMessage()).isNull();

        String newHandle = queue.changeMessageVisibilityTimeout(received.getReceiptHandle(), 100);
        assertThat(newHandle).isNotEqualTo(received.getReceiptHandle());
        assertThatThrownBy(() -> queue.deleteMessage(received.getReceiptHandle()))
                .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo("MessageNotExist"));
        queue.deleteMessage(newHandle);
        assertThat(queue.getAttributes().getInactiveMessages()).isZero();
    }

    @Test
    void batchesReportWhatFailed() {
        CloudQueue queue = client.getQueueRef("orders-1");
        queue.create();
        Message late = new Message("late");
        late.setDelaySeconds(5_000_000);

        assertThatThrownBy(() -> queue.batchPutMessage(List.of(new Message("one"), late)))
                .isInstanceOfSatisfying(BatchSendException.class, e -> {
                    assertThat(e.getMessages().get(0).getMessageId()).isNotBlank();
                    assertThat(e.getMessages().get(1).getErrorMessage().getErrorCode())
                            .isEqualTo("InvalidArgument");
                });
        assertThat(queue.batchPutMessage(List.of(new Message("two"), new Message("three"))))
                .hasSize(2);
        assertThat(queue.batchPeekMessage(16)).hasSize(3);

        List<Message> received = queue.batchPopMessage(16);
        assertThat(received).extracting(Message::getMessageBody).containsExactly("one", "two", "three");
        List<String> handles = received.stream().map(Message::getReceiptHandle).toList();
        queue.batchDeleteMessage(handles.subList(0, 2));
        assertThatThrownBy(() -> queue.batchDeleteMessage(handles))
                .isInstanceOfSatisfying(BatchDeleteException.class, e -> assertThat(e.getErrorMessages())
                        .containsOnlyKeys(handles.get(0), handles.get(1)));
        assertThat(queue.batchPopMessage(16)).isNull();
    }

    @Test
    void topicDeliversToItsQueues() {
        CloudQueue queue = client.getQueueRef("orders-1");
        queue.create();
        TopicMeta meta = new TopicMeta();
        meta.setTopicName("orders-topic");
        CloudTopic topic = client.createTopic(meta);
        SubscriptionMeta subscription = new SubscriptionMeta();
        subscription.setSubscriptionName("to-queue");
        subscription.setEndpoint("acs:mns:cn-hangzhou:" + ACCOUNT + ":queues/orders-1");
        subscription.setNotifyContentFormat(SubscriptionMeta.NotifyContentFormat.SIMPLIFIED);
        subscription.setFilterTag("important");
        assertThat(topic.subscribe(subscription)).endsWith("/topics/orders-topic/subscriptions/to-queue");

        TopicMessage plain = new RawTopicMessage();
        plain.setBaseMessageBody("nobody wants this");
        topic.publishMessage(plain);
        TopicMessage tagged = new RawTopicMessage();
        tagged.setBaseMessageBody("wanted");
        tagged.setMessageTag("important");
        assertThat(topic.publishMessage(tagged).getMessageId()).isNotBlank();

        assertThat(queue.popMessage().getMessageBodyAsRawString()).isEqualTo("wanted");
        assertThat(queue.popMessage()).isNull();

        SubscriptionMeta seen = topic.getSubscriptionAttr("to-queue");
        assertThat(seen.getFilterTag()).isEqualTo("important");
        assertThat(seen.getTopicOwner()).isEqualTo(ACCOUNT);
        seen.setNotifyStrategy(SubscriptionMeta.NotifyStrategy.EXPONENTIAL_DECAY_RETRY);
        topic.setSubscriptionAttr(seen);
        assertThat(topic.listSubscriptions("", "", 10).getResult())
                .singleElement()
                .satisfies(one -> assertThat(one.getNotifyStrategy())
                        .isEqualTo(SubscriptionMeta.NotifyStrategy.EXPONENTIAL_DECAY_RETRY));
        topic.unsubscribe("to-queue");
        assertThat(topic.listSubscriptions("", "", 10)).isNull();

        meta.setMaxMessageSize(2048L);
        topic.setAttribute(meta);
        assertThat(topic.getAttribute().getMaxMessageSize()).isEqualTo(2048L);
        assertThat(client.listTopic("", "", 10).getResult()).hasSize(1);
        topic.delete();
        assertThat(client.listTopic("", "", 10)).isNull();
    }

    @Test
    void accountAttributesAreKept() {
        AccountAttributes attributes = new AccountAttributes();
        attributes.setLoggingBucket("my-bucket");
        client.SetAccountAttributes(attributes);

        assertThat(client.GetAccountAttributes().getLoggingBucket()).isEqualTo("my-bucket");
    }

    @Test
    void errorsAreReadable() {
        assertThatThrownBy(() -> client.getQueueRef("missing").putMessage(new Message("x")))
                .isInstanceOfSatisfying(ServiceException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo("QueueNotExist");
                    assertThat(e.getRequestId()).isNotBlank();
                });
    }
}
