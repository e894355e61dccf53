package io.rolegate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JsonLinesAuditLogTest {

    @TempDir
    Path directory;

    @Test
    void writesALineForEachRecordInOrder() throws Exception {
        Path file = directory.resolve("logs/audit.jsonl");
        JsonLinesAuditLog log = JsonLinesAuditLog.open(AuditSettings.defaults(file));
        for (int i = 0; i < 3_000; i++) {
            reserve(log).complete(AuditRecords.minimal("r" + i));
        }
        log.close().await();

        List<String> lines = events(file);
        assertThat(lines).hasSize(3_000);
        for (int i = 0; i < 3_000; i++) {
            assertThat(new JsonObject(lines.get(i)).getString("requestId")).isEqualTo("r" + i);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(log.pending()).isZero();
        assertThat(log.unrecorded()).isZero();
    }

    @Test
    void aRecordIsWrittenWithoutWaitingForMore() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        JsonLinesAuditLog log = JsonLinesAuditLog.open(AuditSettings.defaults(file));

        reserve(log).complete(AuditRecords.minimal("r"));

        await().until(() -> log.pending() == 0 && !events(file).isEmpty());
        log.close().await();
    }

    @Test
    void appendsAfterAnUnfinishedLine() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        Files.writeString(file, "{\"a\":1}\n{\"torn");
        JsonLinesAuditLog log = JsonLinesAuditLog.open(AuditSettings.defaults(file));
        reserve(log).complete(AuditRecords.minimal("r"));
        log.close().await();

        assertThat(events(file)).hasSize(3).startsWith("{\"a\":1}", "{\"torn");
    }

    @Test
    void beginsANewFileWhenTheOldOneWasMoved() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        JsonLinesAuditLog log = JsonLinesAuditLog.open(AuditSettings.defaults(file));
        reserve(log).complete(AuditRecords.minimal("before"));
        await().until(() -> log.pending() == 0);

        Files.move(file, directory.resolve("audit.jsonl.1"));
        await().until(() -> {
            reserve(log).complete(AuditRecords.minimal("after"));
            return Files.exists(file);
        });
        log.close().await();

        assertThat(Files.readString(directory.resolve("audit.jsonl.1"))).contains("before");
        assertThat(Files.readString(file)).contains("after").doesNotContain("before");
    }

    @Test
    void refusesOpeningWhatIsNoFile() {
        assertThatThrownBy(() -> JsonLinesAuditLog.open(AuditSettings.defaults(directory)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFullQueueRefusesUntilAPlaceComesBack() {
        JsonLinesAuditLog log = start(2, OnOverflow.REFUSE, new MemorySink());
        AuditLog.Slot first = reserve(log);
        AuditLog.Slot second = reserve(log);

        assertThat(log.reserve()).isNull();
        assertThat(log.pending()).isEqualTo(2);
        first.abandon();
        assertThat(reserve(log)).isNotNull().satisfies(AuditLog.Slot::abandon);
        second.complete(AuditRecords.minimal("r"));
        await().until(() -> log.pending() == 0);
        assertThat(log.unrecorded()).isZero();
        log.close().await();
    }

    @Test
    void aFullQueueCountsWhereToldTo() {
        MemorySink sink = new MemorySink();
        JsonLinesAuditLog log = start(1, OnOverflow.COUNT, sink);
        AuditLog.Slot kept = reserve(log);

        reserve(log).complete(AuditRecords.minimal("lost"));
        reserve(log).abandon();
        kept.complete(AuditRecords.minimal("kept"));
        log.close().await();

        assertThat(log.unrecorded()).isEqualTo(1);
        assertThat(sink.requestIds()).containsExactly("kept");
    }

    @Test
    void onlyTheFirstUseOfAPlaceCounts() {
        MemorySink sink = new MemorySink();
        JsonLinesAuditLog log = start(8, OnOverflow.REFUSE, sink);
        AuditLog.Slot slot = reserve(log);
        slot.complete(AuditRecords.minimal("a"));
        slot.complete(AuditRecords.minimal("b"));
        slot.abandon();
        AuditLog.Slot abandoned = reserve(log);
        abandoned.abandon();
        abandoned.abandon();
        abandoned.complete(AuditRecords.minimal("c"));
        log.close().await();

        assertThat(sink.requestIds()).containsExactly("a");
        assertThat(log.pending()).isZero();
    }

    @Test
    void whileWritingFailsNothingIsAdmittedAndNothingIsLost() {
        MemorySink sink = new MemorySink();
        sink.failing = true;
        JsonLinesAuditLog log = start(100, OnOverflow.REFUSE, sink);
        AuditLog.Slot underWay = reserve(log);
        reserve(log).complete(AuditRecords.minimal("a"));
        await().until(() -> log.reserve() == null);
        underWay.complete(AuditRecords.minimal("b"));

        sink.failing = false;
        await().atMost(Duration.ofSeconds(10)).until(() -> sink.requestIds().contains("b"));
        assertThat(sink.requestIds()).startsWith("a").endsWith("b");
        AuditLog.Slot again = reserve(log);
        again.abandon();
    }

    @Test
    void closingWithAFailingFileSaysThatRecordsWereLost() {
        MemorySink sink = new MemorySink();
        sink.failing = true;
        JsonLinesAuditLog log = start(100, OnOverflow.COUNT, sink);
        reserve(log).complete(AuditRecords.minimal("a"));
        reserve(log).complete(AuditRecords.minimal("b"));

        assertThatThrownBy(() -> log.close().await()).hasMessageContaining("2 audit records");
        assertThat(log.unrecorded()).isEqualTo(2);
        assertThat(log.reserve()).satisfies(slot -> Objects.requireNonNull(slot).complete(AuditRecords.minimal("c")));
        assertThat(log.unrecorded()).isEqualTo(3);
    }

    @Test
    void closingWaitsForPlacesThatAreStillOut() throws Exception {
        MemorySink sink = new MemorySink();
        JsonLinesAuditLog log = start(100, OnOverflow.REFUSE, sink);
        AuditLog.Slot slot = reserve(log);

        var closed = log.close();
        assertThat(log.reserve()).isNull();
        slot.complete(AuditRecords.minimal("late"));
        closed.await();

        assertThat(sink.requestIds()).containsExactly("late");
    }

    @Test
    void aRecordAfterTheEndIsCounted() {
        JsonLinesAuditLog log = start(100, OnOverflow.REFUSE, new MemorySink());
        AuditLog.Slot slot = reserve(log);
        log.close().await();

        slot.complete(AuditRecords.minimal("too late"));

        assertThat(log.unrecorded()).isEqualTo(1);
        assertThat(log.pending()).isZero();
    }

    @Test
    void aStuckFileBlocksNobodyAndThePlacesBoundTheQueue() throws Exception {
        MemorySink sink = new MemorySink();
        sink.gate = new CountDownLatch(1);
        JsonLinesAuditLog log = start(50, OnOverflow.REFUSE, sink);

        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            AuditLog.Slot slot = log.reserve();
            if (slot != null) {
                slot.complete(AuditRecords.minimal("r" + admitted++));
            }
        }
        assertThat(admitted).isEqualTo(50);
        sink.gate.countDown();
        log.close().await();

        assertThat(sink.requestIds()).hasSize(50);
    }

    @Test
    void noRecordOfManyThreadsIsLostOrDoubled() throws Exception {
        MemorySink sink = new MemorySink();
        JsonLinesAuditLog log = start(64, OnOverflow.REFUSE, sink);
        int threads = 4;
        int each = 20_000;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<String>>> runs = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String prefix = "t" + t + "-";
            runs.add(pool.submit(() -> {
                barrier.await(20, TimeUnit.SECONDS);
                List<String> recorded = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    AuditLog.Slot slot = log.reserve();
                    if (slot != null) {
                        slot.complete(AuditRecords.minimal(prefix + i));
                        recorded.add(prefix + i);
                    }
                }
                return recorded;
            }));
        }

        List<String> recorded = new ArrayList<>();
        for (Future<List<String>> run : runs) {
            recorded.addAll(run.get(30, TimeUnit.SECONDS));
        }
        pool.shutdown();
        log.close().await();

        assertThat(sink.requestIds()).hasSameSizeAs(recorded);
        assertThat(sink.requestIds().stream().sorted().toList())
                .isEqualTo(recorded.stream().sorted().toList());
    }

    private static List<String> events(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !AuditEvent.isMark(line))
                .toList();
    }

    private static AuditLog.Slot reserve(AuditLog log) {
        return Objects.requireNonNull(log.reserve(), "no place");
    }

    private static JsonLinesAuditLog start(int capacity, OnOverflow onOverflow, AuditSink sink) {
        return JsonLinesAuditLog.start(
                new AuditSettings(null, null, 0, 0, capacity, onOverflow, Duration.ofMillis(5), false), sink, null);
    }

    /** Fails or blocks on demand; when it fails, it has taken some bytes first. */
    private static final class MemorySink implements AuditSink {
        private final Queue<String> parts = new ConcurrentLinkedQueue<>();
        private volatile boolean failing;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public void write(ByteBuffer lines) throws IOException {
            try {
                gate.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            ByteBuffer part =
                    lines.slice(lines.position(), failing ? Math.min(10, lines.remaining()) : lines.remaining());
            lines.position(lines.position() + part.remaining());
            parts.add(StandardCharsets.US_ASCII.decode(part).toString());
            if (failing) {
                throw new IOException("No space left on device");
            }
        }

        List<String> requestIds() {
            return String.join("", parts)
                    .lines()
                    .filter(line -> line.endsWith("}"))
                    .map(line -> new JsonObject(line).getString("requestId"))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
