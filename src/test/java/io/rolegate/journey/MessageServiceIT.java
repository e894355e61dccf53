package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.CloudTopic;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.client.TransactionQueue;
import com.aliyun.mns.common.BatchDeleteException;
import com.aliyun.mns.common.BatchSendException;
import com.aliyun.mns.common.ServiceException;
import com.aliyun.mns.model.AccountAttributes;
import com.aliyun.mns.model.Message;
import com.aliyun.mns.model.MessageAttributes;
import com.aliyun.mns.model.PagingListResult;
import com.aliyun.mns.model.QueueMeta;
import com.aliyun.mns.model.RawTopicMessage;
import com.aliyun.mns.model.SubscriptionMeta;
import com.aliyun.mns.model.TopicMeta;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official message-service SDK at work on queues and topics, through the gateway. */
@ExtendWith(RolegateExtension.class)
class MessageServiceIT {
    private final Cast cast;
    private final MNSClient client;

    MessageServiceIT(Cast cast) {
        this.cast = cast;
        this.client = cast.ownerA().messageService();
    }

    @Test
    void attributesAreSetReadAndChecked() {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName(cast.name("attributes-"));
        meta.setDelaySeconds(1L);
        meta.setMaxMessageSize(2048L);
        meta.setMessageRetentionPeriod(600L);
        meta.setVisibilityTimeout(45L);
        meta.setPollingWaitSeconds(3);
        meta.setLoggingEnabled(true);
        CloudQueue queue = client.createQueue(meta);

        QueueMeta seen = queue.getAttributes();
        assertThat(seen)
                .usingRecursiveComparison()
                .comparingOnlyFields(
                        "queueName",
                        "delaySeconds",
                        "maxMessageSize",
                        "messageRetentionPeriod",
                        "visibilityTimeout",
                        "pollingWaitSeconds",
                        "loggingEnabled")
                .isEqualTo(meta);
        assertThat(code(() -> queue.putMessage(new Message("x".repeat(2049))))).isEqualTo("InvalidArgument");
        meta.setVisibilityTimeout(44L);
        assertThat(code(() -> client.createQueue(meta))).isEqualTo("QueueAlreadyExist");
        queue.setAttributes(meta);
        assertThat(queue.getAttributes().getVisibilityTimeout()).isEqualTo(44L);
        meta.setVisibilityTimeout(43_201L);
        assertThat(code(() -> queue.setAttributes(meta))).isEqualTo("InvalidArgument");
        queue.delete();
        assertThat(code(queue::getAttributes)).isEqualTo("QueueNotExist");
    }

    @Test
    void priorityComesFirstAndDelayLater() {
        CloudQueue queue = queue();
        queue.putMessage(message("ordinary", 8, 0));
        queue.putMessage(message("late", 1, 1));
        queue.putMessage(message("urgent", 1, 0));

        assertThat(queue.getAttributes().getDelayMessages()).isOne();
        assertThat(queue.popMessage().getMessageBodyAsString()).isEqualTo("urgent");
        assertThat(queue.popMessage().getMessageBodyAsString()).isEqualTo("ordinary");
        assertThat(queue.popMessage(10).getMessageBodyAsString()).isEqualTo("late");
    }

    @Test
    void hiddenMessageShowsAgainUnderANewHandle() {
        CloudQueue queue = queue();
        queue.putMessage(new Message("order"));
        Message first = queue.popMessage();
        queue.changeMessageVisibilityTimeout(first.getReceiptHandle(), 1);

        Message second = queue.popMessage(10);

        assertThat(second.getMessageId()).isEqualTo(first.getMessageId());
        assertThat(second.getDequeueCount()).isEqualTo(2);
        assertThat(code(() -> queue.deleteMessage(first.getReceiptHandle()))).isEqualTo("MessageNotExist");
        assertThat(code(() -> queue.deleteMessage("handmade"))).isEqualTo("ReceiptHandleError");
        queue.deleteMessage(second.getReceiptHandle());
    }

    @Test
    void longPollIsAnsweredBySendingOrByNothing() throws Exception {
        CloudQueue queue = queue();
        var waiting = queue.asyncPopMessage(20, null);
        queue.putMessage(new Message("order"));

        assertThat(waiting.getResult().getMessageBodyAsString()).isEqualTo("order");
        assertThat(queue.popMessage(1)).isNull();
    }

    @Test
    void batchesTellWhatFailed() {
        CloudQueue queue = queue();
        BatchSendException partly = catchThrowableOfType(
                BatchSendException.class,
                () -> queue.batchPutMessage(List.of(new Message("one"), message("never", 17, 0))));
        assertThat(partly.getMessages().get(1).getErrorMessage().getErrorCode()).isEqualTo("InvalidArgument");
        queue.batchPutMessage(List.of(new Message("two"), new Message("three")));

        assertThat(queue.batchPeekMessage(16)).hasSize(3);
        List<Message> received = queue.batchPopMessage(16, 5);
        assertThat(received).hasSize(3);
        List<String> handles = received.stream().map(Message::getReceiptHandle).toList();
        queue.batchDeleteMessage(handles.subList(0, 2));
        BatchDeleteException gone =
                catchThrowableOfType(BatchDeleteException.class, () -> queue.batchDeleteMessage(handles));
        assertThat(gone.getErrorMessages()).containsOnlyKeys(handles.get(0), handles.get(1));
        assertThat(code(() -> queue.batchPopMessage(17))).isEqualTo("InvalidArgument");
    }

    @Test
    void listsComeInPages() {
        String prefix = cast.name("page-") + "-";
        for (int i = 1; i <= 3; i++) {
            client.getQueueRef(prefix + i).create();
            client.getTopicRef(prefix + i).create();
        }

        PagingListResult<QueueMeta> first = client.listQueue(prefix, null, 2);
        assertThat(first.getResult()).extracting(QueueMeta::getQueueName).containsExactly(prefix + 1, prefix + 2);
        assertThat(client.listQueue(prefix, first.getMarker(), 2).getResult())
                .extracting(QueueMeta::getQueueName)
                .containsExactly(prefix + 3);
        PagingListResult<TopicMeta> topics = client.listTopic(prefix, null, 2);
        assertThat(client.listTopic(prefix, topics.getMarker(), 2).getResult())
                .extracting(TopicMeta::getTopicName)
                .containsExactly(prefix + 3);
        assertThat(code(() -> client.listQueue(prefix, null, 1001))).isEqualTo("InvalidArgument");
    }

    @Test
    void topicDeliversByTag() {
        CloudQueue all = queue();
        CloudQueue urgent = queue();
        CloudTopic topic = client.getTopicRef(cast.name("topic-"));
        topic.create();
        topic.subscribe(subscription("all", all, null));
        topic.subscribe(subscription("urgent", urgent, "urgent"));
        assertThat(code(() -> topic.subscribe(subscription("urgent", all, "urgent"))))
                .isEqualTo("SubscriptionAlreadyExist");

        topic.publishMessage(published("plain", null));
        topic.publishMessage(published("pressing", "urgent"), new MessageAttributes());

        assertThat(urgent.popMessage().getMessageBodyAsRawString()).isEqualTo("pressing");
        assertThat(urgent.popMessage()).isNull();
        assertThat(all.batchPopMessage(16)).hasSize(2);

        SubscriptionMeta changed = topic.getSubscriptionAttr("urgent");
        changed.setFilterTag("calm");
        topic.setSubscriptionAttr(changed);
        assertThat(topic.listSubscriptions("", "", 10).getResult())
                .extracting(SubscriptionMeta::getFilterTag)
                .contains("calm");
        topic.publishMessage(published("pressing", "urgent"));
        assertThat(urgent.popMessage()).isNull();
        topic.unsubscribe("urgent");
        assertThat(code(() -> topic.getSubscriptionAttr("urgent"))).isEqualTo("SubscriptionNotExist");
        topic.delete();
    }

    @Test
    void endpointsOutsideTheAccountsQueuesAreRefused() {
        CloudTopic topic = client.getTopicRef(cast.name("topic-"));
        topic.create();
        for (String endpoint : List.of(
                "http://127.0.0.1:1/hook",
                "mail:directmail:someone@example.com",
                "acs:mns:cn-hangzhou:" + cast.accountB() + ":queues/theirs")) {
            SubscriptionMeta meta = new SubscriptionMeta();
            meta.setSubscriptionName("s");
            meta.setEndpoint(endpoint);

            assertThat(code(() -> topic.subscribe(meta))).as(endpoint).isIn("InvalidArgument", "AccessDenied");
        }
    }

    @Test
    void transactionQueueOfTheSdkWorks() {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName(cast.name("transaction-"));
        TransactionQueue queue = client.createTransQueue(meta, checked -> true);
        try {
            Message kept = queue.sendPrepareMessage(new Message("kept"));
            Message dropped = queue.sendPrepareMessage(new Message("dropped"));
            assertThat(queue.getInnerQueue().popMessage()).isNull();
            queue.rollbackMessage(dropped.getReceiptHandle());
            queue.commitMessage(kept.getReceiptHandle(), 1);

            assertThat(queue.getInnerQueue().popMessage(10).getMessageBodyAsString())
                    .isEqualTo("kept");
        } finally {
            queue.stopCheckThread();
            queue.delete();
        }
    }

    @Test
    void accountHasAttributesAndAnOrder() {
        AccountAttributes attributes = new AccountAttributes();
        attributes.setLoggingBucket("logs");
        client.SetAccountAttributes(attributes);

        assertThat(client.GetAccountAttributes().getLoggingBucket()).isEqualTo("logs");
        assertThat(client.openService().getOrderId())
                .isEqualTo(client.openService().getOrderId())
                .isNotBlank();
    }

    private CloudQueue queue() {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName(cast.name("queue-"));
        return client.createQueue(meta);
    }

    private static Message message(String body, int priority, int delaySeconds) {
        Message message = new Message(body);
        message.setPriority(priority);
        message.setDelaySeconds(delaySeconds);
        return message;
    }

    private static RawTopicMessage published(String body, String tag) {
        RawTopicMessage message = new RawTopicMessage();
        message.setBaseMessageBody(body);
        message.setMessageTag(tag);
        return message;
    }

    private SubscriptionMeta subscription(String name, CloudQueue queue, String tag) {
        String queueName = queue.getQueueURL().replaceFirst(".*/", "");
        SubscriptionMeta meta = new SubscriptionMeta();
        meta.setSubscriptionName(name);
        meta.setEndpoint("acs:mns:cn-hangzhou:" + cast.accountA() + ":queues/" + queueName);
        meta.setNotifyContentFormat(SubscriptionMeta.NotifyContentFormat.SIMPLIFIED);
        meta.setFilterTag(tag);
        return meta;
    }

    private static String code(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call).getErrorCode();
    }
}
