package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.gateway.RawUpstream;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that together are many times as large as the memory of the process that they stream through. */
class ConstantMemoryIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final int SECONDS = 300;
    /**
     * The heap is far smaller than two bodies; memory outside of it is limited to less than one. How long a busy machine takes
     * is not what is asked here, so no limit of time may end an upload.
     */
    private static final Map<String, String> LITTLE_MEMORY = Map.of(
            "ROLEGATE_LIMITS_EVENT_LOOP_DELAY_MILLIS",
            "0",
            "ROLEGATE_LIMITS_REQUEST_SECONDS",
            "0",
            "ROLEGATE_LIMITS_BODY_IDLE_SECONDS",
            "0",
            "ROLEGATE_UPSTREAMS_CONNECT_TIMEOUT_MILLIS",
            "60000",
            "JAVA_TOOL_OPTIONS",
            "-Xmx160m -XX:MaxDirectMemorySize=48m -Dio.netty.maxDirectMemory=50331648 -XX:+ExitOnOutOfMemoryError");

    private static final byte[] PIECE = new byte[MEBIBYTE];

    @TempDir
    private Path folder;

    @Test
    void twentyUploadsAtOnceDoNotFillIt() throws Exception {
        upload(Dialect.ROA, 20, 64);
    }

    @Test
    void twentyUploadsUnderAContentHashDoNotFillIt() throws Exception {
        upload(Dialect.ACS3, 20, 64);
    }

    @Test
    @Tag("slow")
    void uploadsOfAGibibyteDoNotFillIt() throws Exception {
        upload(Dialect.ROA, 2, 1024);
    }

    private void upload(Dialect dialect, int count, int mebibytes) throws Exception {
        CountDownLatch takeOn = new CountDownLatch(1);
        AtomicLong arrived = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(count);
        try (RawUpstream upstream = new RawUpstream(connection -> {
                    takeOn.await();
                    for (int piece = 0; piece < mebibytes; piece++) {
                        arrived.addAndGet(connection.read(MEBIBYTE).length);
                    }
                    connection.send(RawUpstream.OK);
                });
                ServedServices served = new ServedServices(
                        folder,
                        LITTLE_MEMORY,
                        "idleTimeoutSeconds: " + SECONDS + "\nmaxBodyBytes: " + (long) mebibytes * MEBIBYTE,
                        upstream.address())) {
            UnsignedRequest.Builder request = signedBody(served, dialect, mebibytes);
            AtomicLong sent = new AtomicLong();
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int upload = 0; upload < count; upload++) {
                String head = served.head(request);
                statuses.add(clients.submit(() -> send(served, head, mebibytes, sent)));
            }
            // All are on their way, and stand, since the service takes nothing yet.
            Awaitility.await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> upstream.requests() == count);
            AtomicLong before = new AtomicLong(-1);
            Awaitility.await()
                    .atMost(SECONDS, TimeUnit.SECONDS)
                    .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
            takeOn.countDown();

            for (Future<Integer> status : statuses) {
                assertThat(status.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
            }
            assertThat(arrived.get()).isEqualTo((long) count * mebibytes * MEBIBYTE);
            assertThat(served.process().isAlive()).isTrue();
        } finally {
            clients.shutdownNow();
        }
    }

    private static int send(ServedServices served, String head, int mebibytes, AtomicLong sent) throws Exception {
        try (RawConnection connection = served.connect()) {
            connection.timeout(SECONDS * 1000);
            connection.send(head + "content-length: " + (long) mebibytes * MEBIBYTE + "\r\n\r\n");
            for (int piece = 0; piece < mebibytes; piece++) {
                connection.send(PIECE);
                sent.incrementAndGet();
            }
            return connection.receive().status();
        }
    }

    /** A request whose signature covers the body: by Content-MD5 without ever holding it, else by its own content hash. */
    private static UnsignedRequest.Builder signedBody(ServedServices served, Dialect dialect, int mebibytes)
            throws Exception {
        UnsignedRequest.Builder request = served.request(dialect, "PUT");
        return dialect == Dialect.ACS3
                ? request.body(new byte[mebibytes * MEBIBYTE])
                : request.withoutContentMd5().header("content-md5", contentMd5(mebibytes));
    }

    private static String contentMd5(int mebibytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        for (int piece = 0; piece < mebibytes; piece++) {
            digest.update(PIECE);
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
