package io.rolegate.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.audit.AuditEvent;
import io.rolegate.identity.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSearchTest {
    private static final String OURS = "1234567890123456";
    private static final long UNBOUNDED = Long.MAX_VALUE;
    private static final EventFilter ALL =
            EventFilter.builder().concerning(OURS).build();

    @TempDir
    Path directory;

    private Path current;

    @BeforeEach
    void nameTheFile() {
        current = directory.resolve("audit.jsonl");
    }

    @Test
    void pagesGoThroughAllFilesFromTheNewestLineBack() throws IOException {
        write("audit.jsonl.2", 0, 300);
        write("audit.jsonl.1", 300, 700);
        write("audit.jsonl", 700, 1000);
        write("audit.jsonl.4", 5000, 5001);

        assertThat(everyPage(7)).isEqualTo(backFrom(1000));
        assertThat(everyPage(1000)).isEqualTo(backFrom(1000));
    }

    @Test
    void aPageGoesOnWhereTheLastEndedThoughTheFileWasRotatedAndWrittenTo() throws IOException {
        write("audit.jsonl", 0, 10);
        Page<AuditEvent> first = search(ALL, 4, UNBOUNDED, null);
        Files.move(current, directory.resolve("audit.jsonl.1"));
        write("audit.jsonl", 10, 20);

        assertThat(ids(search(ALL, 4, UNBOUNDED, first.nextMarker()))).containsExactly("5", "4", "3", "2");
    }

    @Test
    void aMarkerInAFileThatIsGoneIsRefused() throws IOException {
        write("audit.jsonl", 0, 10);
        String marker = search(ALL, 4, UNBOUNDED, null).nextMarker();
        Files.move(current, directory.resolve("elsewhere"));
        write("audit.jsonl", 10, 20);

        assertThatThrownBy(() -> search(ALL, 4, UNBOUNDED, marker)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aSearchThatHasReadEnoughLeavesTheRestToTheNextPage() throws IOException {
        write("audit.jsonl", 0, 1000);
        EventFilter first =
                EventFilter.builder().concerning(OURS).equal("requestId", "0").build();
        Page<AuditEvent> page = search(first, 10, 50_000, null);
        int pages = 1;
        while (page.items().isEmpty()) {
            page = search(first, 10, 50_000, page.nextMarker());
            pages++;
        }

        assertThat(ids(page)).containsExactly("0");
        assertThat(pages).isBetween(3, 6);
    }

    @Test
    void nothingBeforeTheStartTimeIsReadThrough() throws IOException {
        write("audit.jsonl.1", 0, 100);
        write("audit.jsonl", 100, 10_000);
        EventFilter recent = EventFilter.builder()
                .concerning(OURS)
                .since(timeOf(9_990))
                .until(timeOf(9_995))
                .build();

        Page<AuditEvent> page = search(recent, 10, 100_000, null);
        assertThat(ids(page)).containsExactly("9994", "9993", "9992", "9991", "9990");
        assertThat(page.nextMarker()).isNull();
    }

    @Test
    void othersEventsAndUnfinishedLinesArePassedOver() throws IOException {
        write("audit.jsonl", 0, 2);
        Files.writeString(
                current,
                Files.readString(current) + "{\"torn\n" + line(2).replace(OURS, "6543210987654321") + "\n" + line(3)
                        + "\n" + line(4));

        assertThat(everyPage(10)).containsExactly("3", "1", "0");
    }

    @Test
    void anEmptyLogHasNoEvents() throws IOException {
        assertThat(everyPage(10)).isEmpty();
        Files.createFile(current);
        assertThat(everyPage(10)).isEmpty();
    }

    @Test
    void aLineWithoutEndIsNotReadWhole() throws IOException {
        Files.writeString(current, "x".repeat(3 << 20) + "\n");

        assertThatThrownBy(() -> everyPage(1)).isInstanceOf(IOException.class).hasMessageContaining("longer than");
    }

    private List<String> everyPage(int maxItems) throws IOException {
        List<String> all = new ArrayList<>();
        Page<AuditEvent> page = search(ALL, maxItems, UNBOUNDED, null);
        all.addAll(ids(page));
        while (page.nextMarker() != null) {
            page = search(ALL, maxItems, UNBOUNDED, page.nextMarker());
            all.addAll(ids(page));
        }
        return all;
    }

    private Page<AuditEvent> search(EventFilter filter, int maxItems, long maxBytes, @Nullable String marker)
            throws IOException {
        return new EventSearch(filter, OURS, maxItems, maxBytes).run(current, marker);
    }

    private static List<String> ids(Page<AuditEvent> page) {
        return page.items().stream().map(event -> event.text("requestId")).toList();
    }

    private static List<String> backFrom(int end) {
        return IntStream.range(0, end)
                .mapToObj(index -> Integer.toString(end - 1 - index))
                .toList();
    }

    private void write(String name, int from, int end) throws IOException {
        Files.writeString(
                directory.resolve(name),
                IntStream.range(from, end).mapToObj(index -> line(index) + "\n").collect(Collectors.joining()));
    }

    private static Instant timeOf(int index) {
        return Instant.parse("2026-11-24T08:00:00Z").plusSeconds(index);
    }

    private static String line(int index) {
        return "{\"eventTime\":\"%s\",\"requestId\":\"%d\",\"accountId\":\"%s\",\"decision\":\"Allow\",\"pad\":\"%s\"}"
                .formatted(timeOf(index), index, OURS, "é".repeat(index % 97));
    }
}
