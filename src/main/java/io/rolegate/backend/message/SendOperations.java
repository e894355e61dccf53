package io.rolegate.backend.message;

import java.time.InstantSource;
import java.util.List;

/** Sends messages, one or a batch. */
final class SendOperations {
    private static final int MAX_BATCH_BYTES = 65_536;

    private final InstantSource clock;
    private final LongPolling polling;

    SendOperations(InstantSource clock, LongPolling polling) {
        this.clock = clock;
        this.polling = polling;
    }

    /** SendMessage or BatchSendMessage, as the body's root says. */
    Answer send(MnsRequest request) {
        long now = clock.millis();
        Queue queue = request.account().queue(request.path("queue"));
        request.account().makeRoom(now);
        XmlElement body = request.body("Message", "Messages");
        Answer answer = body.name().equals("Message")
                ? sendOne(queue, MessageDraft.of(body, queue.attributes()), now)
                : sendBatch(queue, body.children("Message"), now);
        polling.queueChanged(queue);
        return answer;
    }

    private static Answer sendOne(Queue queue, MessageDraft draft, long now) {
        Message message = queue.send(draft, now);
        return Answer.xml(201, "Message", xml -> write(message, xml));
    }

    /** 500 where some failed: the answer says which. The others are sent all the same (ram.md §7). */
    private static Answer sendBatch(Queue queue, List<XmlElement> batch, long now) {
        if (batch.isEmpty() || batch.size() > Range.BATCH.max()) {
            throw MnsError.INVALID_ARGUMENT.because(
                    "The number of messages in a batch should be between 1 and " + Range.BATCH.max());
        }
        int bytes = batch.stream()
                .mapToInt(message ->
                        MessageDraft.bytes(message.child("MessageBody").orElse("")))
                .sum();
        if (bytes > MAX_BATCH_BYTES) {
            throw MnsError.INVALID_ARGUMENT.because(
                    "The messages of a batch should have at most " + MAX_BATCH_BYTES + " bytes together");
        }
        List<Outcome> outcomes =
                batch.stream().map(message -> attempt(queue, message, now)).toList();
        boolean allSent = outcomes.stream().allMatch(Sent.class::isInstance);
        return Answer.xml(
                allSent ? 201 : 500,
                "Messages",
                xml -> outcomes.forEach(outcome -> xml.element("Message", outcome::write)));
    }

    private static Outcome attempt(Queue queue, XmlElement message, long now) {
        try {
            return new Sent(queue.send(MessageDraft.of(message, queue.attributes()), now));
        } catch (MnsException e) {
            return new NotSent(e);
        }
    }

    private static void write(Message message, XmlWriter xml) {
        xml.text("MessageId", message.id).text("MessageBodyMD5", message.bodyMd5);
        ReceiptHandle handle = message.handle;
        if (handle != null) {
            xml.text("ReceiptHandle", handle.text());
        }
    }

    private sealed interface Outcome {
        void write(XmlWriter xml);
    }

    private record Sent(Message message) implements Outcome {
        @Override
        public void write(XmlWriter xml) {
            SendOperations.write(message, xml);
        }
    }

    private record NotSent(MnsException why) implements Outcome {
        @Override
        public void write(XmlWriter xml) {
            xml.text("ErrorCode", why.error().code()).text("ErrorMessage", why.text());
        }
    }
}
