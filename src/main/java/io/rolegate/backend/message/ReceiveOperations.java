package io.rolegate.backend.message;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Receives, peeks at, deletes and hides messages. */
final class ReceiveOperations {
    private final InstantSource clock;
    private final LongPolling polling;

    ReceiveOperations(InstantSource clock, LongPolling polling) {
        this.clock = clock;
        this.polling = polling;
    }

    /** ReceiveMessage, PeekMessage or their batch forms, as the query says. */
    Future<Answer> get(MnsRequest request) {
        Queue queue = request.account().queue(request.path("queue"));
        Optional<Integer> batch = request.query("numOfMessages").map(Range.BATCH::parse);
        if (request.flag("peekonly")) {
            return Future.succeededFuture(peek(queue, batch));
        }
        int wait = Range.WAIT_SECONDS.parse(
                request.query("waitseconds"), queue.attributes().pollingWaitSeconds());
        List<Delivery> ready = queue.receive(batch.orElse(1), clock.millis());
        Future<List<Delivery>> deliveries = !ready.isEmpty()
                ? Future.succeededFuture(ready)
                : wait == 0
                        ? Future.failedFuture(none())
                        : polling.await(queue, request.response(), batch.orElse(1), wait);
        return deliveries.map(received -> answer(received, batch.isPresent()).ifUndelivered(() -> {
            queue.giveBack(received);
            polling.queueChanged(queue);
        }));
    }

    /** DeleteMessage with a handle in the query, BatchDeleteMessage with handles in the body. */
    Answer delete(MnsRequest request) {
        Queue queue = request.account().queue(request.path("queue"));
        Optional<String> handle = request.query("ReceiptHandle");
        if (handle.isPresent()) {
            queue.delete(ReceiptHandle.parse(handle.get()), clock.millis());
            return Answer.noContent();
        }
        return deleteBatch(queue, request.body("ReceiptHandles").children("ReceiptHandle"));
    }

    Answer changeVisibility(MnsRequest request) {
        Queue queue = request.account().queue(request.path("queue"));
        ReceiptHandle handle = ReceiptHandle.parse(request.query("ReceiptHandle")
                .orElseThrow(() -> MnsError.MISSING_RECEIPT_HANDLE.because("ReceiptHandle is required in the query")));
        int seconds = Range.VISIBILITY_TIMEOUT.parse(request.query("VisibilityTimeout")
                .orElseThrow(() ->
                        MnsError.MISSING_VISIBILITY_TIMEOUT.because("VisibilityTimeout is required in the query")));
        Delivery changed = queue.changeVisibility(handle, seconds, clock.millis());
        polling.queueChanged(queue);
        return Answer.xml(200, "ChangeVisibility", xml -> xml.text(
                        "ReceiptHandle", changed.handle().text())
                .number("NextVisibleTime", changed.message().visibleAt));
    }

    private Answer peek(Queue queue, Optional<Integer> batch) {
        List<Message> seen = queue.peek(batch.orElse(1), clock.millis());
        if (seen.isEmpty()) {
            throw none();
        }
        return batch.isEmpty()
                ? Answer.xml(200, "Message", xml -> write(seen.get(0), xml))
                : Answer.xml(
                        200,
                        "Messages",
                        xml -> seen.forEach(message -> xml.element("Message", one -> write(message, one))));
    }

    private static Answer answer(List<Delivery> deliveries, boolean batch) {
        return batch
                ? Answer.xml(
                        200,
                        "Messages",
                        xml -> deliveries.forEach(delivery -> xml.element("Message", one -> write(delivery, one))))
                : Answer.xml(200, "Message", xml -> write(deliveries.get(0), xml));
    }

    /** What can be deleted is; 404 lists the handles that could not (ram.md §7). */
    private Answer deleteBatch(Queue queue, List<XmlElement> handles) {
        if (handles.isEmpty()) {
            throw MnsError.MISSING_RECEIPT_HANDLE.because("ReceiptHandle is required, in the query or in the body");
        }
        if (handles.size() > Range.BATCH.max()) {
            throw MnsError.INVALID_ARGUMENT.because(
                    "The number of receipt handles should be between 1 and " + Range.BATCH.max());
        }
        Map<String, MnsException> failures = new LinkedHashMap<>();
        for (XmlElement handle : handles) {
            try {
                queue.delete(ReceiptHandle.parse(handle.text()), clock.millis());
            } catch (MnsException e) {
                failures.put(handle.text().trim(), e);
            }
        }
        if (failures.isEmpty()) {
            return Answer.noContent();
        }
        return Answer.xml(
                404,
                "Errors",
                xml -> failures.forEach((handle, why) -> xml.element(
                        "Error", one -> one.text("ErrorCode", why.error().code())
                                .text("ErrorMessage", why.text())
                                .text("ReceiptHandle", handle))));
    }

    private static void write(Delivery delivery, XmlWriter xml) {
        write(delivery.message(), xml);
        xml.text("ReceiptHandle", delivery.handle().text()).number("NextVisibleTime", delivery.message().visibleAt);
    }

    private static void write(Message message, XmlWriter xml) {
        xml.text("MessageId", message.id)
                .text("MessageBody", message.body)
                .text("MessageBodyMD5", message.bodyMd5)
                .number("EnqueueTime", message.enqueueTime)
                .number("FirstDequeueTime", message.firstDequeueTime)
                .number("DequeueCount", message.dequeueCount)
                .number("Priority", message.priority);
    }

    private static MnsException none() {
        return MnsError.MESSAGE_NOT_EXIST.because("Message not exist.");
    }
}
