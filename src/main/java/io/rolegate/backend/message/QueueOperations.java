package io.rolegate.backend.message;

import java.time.InstantSource;

/** The operations on queues themselves and on the account. */
final class QueueOperations {
    private static final int MAX_QUEUES = 1000;
    private static final int MAX_BUCKET_NAME = 63;

    private final InstantSource clock;
    private final LongPolling polling;

    QueueOperations(InstantSource clock, LongPolling polling) {
        this.clock = clock;
        this.polling = polling;
    }

    Answer list(MnsRequest request) {
        Page<Queue> page = Page.of(request.account().queues(), request);
        boolean withMeta = Range.flag("x-mns-with-meta", request.header("x-mns-with-meta"), false);
        return Answer.xml(200, "Queues", xml -> {
            for (Queue queue : page.items()) {
                xml.element("Queue", one -> {
                    one.text("QueueURL", url(request, queue.name()));
                    if (withMeta) {
                        write(queue, one);
                    }
                });
            }
            page.nextMarker().ifPresent(marker -> xml.text("NextMarker", marker));
        });
    }

    /** CreateQueue, or SetQueueAttributes where the query says so. */
    Answer put(MnsRequest request) {
        return request.flag("metaoverride") ? setAttributes(request) : create(request);
    }

    Answer getAttributes(MnsRequest request) {
        Queue queue = request.account().queue(request.path("queue"));
        return Answer.xml(200, "Queue", xml -> write(queue, xml));
    }

    Answer delete(MnsRequest request) {
        Queue queue = request.account().queue(request.path("queue"));
        request.account().queues().remove(queue.name());
        queue.dispose();
        polling.queueChanged(queue);
        return Answer.noContent();
    }

    Answer getAccount(MnsRequest request) {
        requireAccountMeta(request);
        return Answer.xml(
                200,
                "Account",
                xml -> xml.text("LoggingBucket", request.account().loggingBucket()));
    }

    Answer setAccount(MnsRequest request) {
        requireAccountMeta(request);
        request.body("Account").child("LoggingBucket").map(String::trim).ifPresent(bucket -> {
            if (bucket.length() > MAX_BUCKET_NAME) {
                throw MnsError.INVALID_ARGUMENT.because(
                        "The length of LoggingBucket should be at most " + MAX_BUCKET_NAME);
            }
            request.account().setLoggingBucket(bucket);
        });
        return Answer.noContent();
    }

    /** The service is open to every account; the answer names the order under which it was opened. */
    Answer openService(MnsRequest request) {
        return Answer.xml(
                200, "OpenService", xml -> xml.text("OrderId", request.account().orderId()));
    }

    private Answer create(MnsRequest request) {
        Account account = request.account();
        String name = Names.queue(request.path("queue"));
        QueueAttributes attributes = QueueAttributes.DEFAULT.overriddenBy(request.body("Queue"));
        Queue existing = account.queues().get(name);
        if (existing != null && !existing.attributes().equals(attributes)) {
            throw MnsError.QUEUE_ALREADY_EXIST.because("The queue you want to create is already exist.");
        }
        if (existing == null) {
            if (account.queues().size() >= MAX_QUEUES) {
                throw MnsError.INVALID_ARGUMENT.because("An account holds at most " + MAX_QUEUES + " queues");
            }
            account.queues().put(name, new Queue(name, attributes, account.storage(), clock.millis()));
        }
        return Answer.located(existing == null, url(request, name));
    }

    private Answer setAttributes(MnsRequest request) {
        Queue queue = request.account().queue(request.path("queue"));
        queue.setAttributes(queue.attributes().overriddenBy(request.body("Queue")), clock.millis());
        return Answer.noContent();
    }

    private void write(Queue queue, XmlWriter xml) {
        Queue.Counts counts = queue.counts(clock.millis());
        xml.text("QueueName", queue.name())
                .number("CreateTime", queue.createTime() / 1000)
                .number("LastModifyTime", queue.lastModifyTime() / 1000);
        queue.attributes().write(xml);
        xml.number("ActiveMessages", counts.active())
                .number("InactiveMessages", counts.inactive())
                .number("DelayMessages", counts.delayed());
    }

    private static void requireAccountMeta(MnsRequest request) {
        if (!request.flag("accountmeta")) {
            throw MnsError.INVALID_REQUEST_URL.because("The root knows only ?accountmeta=true");
        }
    }

    private static String url(MnsRequest request, String queue) {
        return request.baseUrl() + "/queues/" + queue;
    }
}
