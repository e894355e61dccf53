package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditLog;
import io.rolegate.audit.AuditRecord;
import io.rolegate.audit.AuditSettings;
import io.rolegate.audit.JsonLinesAuditLog;
import io.rolegate.audit.OnOverflow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AuditCommandTest {
    private static final Instant TIME = Instant.parse("2026-11-24T08:00:00Z");

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("audit.jsonl");
    }

    @Test
    void aLogOfSeveralRunsIsWhole() throws IOException {
        run(0, 0, 5);
        run(0, 5, 9);

        assertThat(verify(file)).isZero();
        assertThat(printed()).endsWith("whole: 13 lines, 1 to 13");
    }

    @Test
    void aRotatedLogIsWholeInWhateverOrderItsFilesAreNamed() throws IOException {
        run(2_000, 0, 100);

        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(5);
        Collections.reverse(files);
        assertThat(verify(files.toArray(Path[]::new))).isZero();
        assertThat(printed()).endsWith("whole: 102 lines, 1 to 102");
    }

    @Test
    void noMoreRotatedFilesAreKeptThanAskedFor() throws IOException {
        write(settings(2_000, 2), 0, 100);

        assertThat(files())
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2");
        assertThat(verify(files().toArray(Path[]::new))).isZero();
        assertThat(printed()).contains("note: what stands before line");
    }

    @Test
    void aFileMovedAwayIsFollowedByOneThatGoesOn() throws IOException {
        run(0, 0, 3);
        Path moved = directory.resolve("audit.jsonl.1");
        Files.move(file, moved);
        run(0, 3, 6);

        assertThat(verify(file, moved)).isZero();
        assertThat(printed()).endsWith("whole: 10 lines, 1 to 10");
    }

    @Test
    void aChangedLineIsNamed() throws IOException {
        run(0, 0, 5);
        edit(lines -> lines.set(2, lines.get(2).replace("user/a1", "user/a2")));

        assertThat(verify(file)).isOne();
        assertThat(printed())
                .contains("audit.jsonl:3: broken: its hash doesn't fit")
                .endsWith("broken: 7 lines, 1 to 7");
    }

    @Test
    void linesTakenAwayAreNumbered() throws IOException {
        run(0, 0, 5);
        edit(lines -> lines.subList(2, 4).clear());

        assertThat(verify(file)).isOne();
        assertThat(printed()).contains("audit.jsonl:3: broken: lines 3 to 4 of the log are missing before it");
    }

    @Test
    void movedLinesAreFound() throws IOException {
        run(0, 0, 5);
        edit(lines -> Collections.swap(lines, 2, 3));

        assertThat(verify(file)).isOne();
        assertThat(printed()).contains("audit.jsonl:4: broken: it is line 3 of the log, but stands behind line 4");
    }

    @Test
    void anAddedLineIsFound() throws IOException {
        run(0, 0, 5);
        edit(lines ->
                lines.add(2, "{\"eventTime\":\"2026-11-24T08:00:00Z\",\"requestId\":\"x\",\"decision\":\"Allow\"}"));

        assertThat(verify(file)).isOne();
        assertThat(printed()).contains("audit.jsonl:3: broken: it has no place in the chain");
    }

    @Test
    void linesOfWhoeverHasAnotherKeyAreFound() throws IOException {
        run(0, 0, 5);
        Files.delete(directory.resolve("audit.jsonl.key"));
        run(0, 5, 9);

        assertThat(verify(file)).isOne();
        assertThat(printed()).contains("audit.jsonl:1: broken: it was written under another key");
    }

    @Test
    void anEndThatWasCutOffShowsByTheNumberThatItHad() throws IOException {
        run(0, 0, 5);
        edit(lines -> lines.subList(4, lines.size()).clear());

        assertThat(verify(file)).isZero();
        assertThat(printed()).endsWith("; the process that wrote the last one runs still, or did not end in order");
        assertThat(audit("verify", file.toString(), "--at-least", "7")).isOne();
        assertThat(printed()).contains("broken: the log ends with line 4; it had line 7");
    }

    @Test
    void aProcessThatDidNotEndInOrderIsNoted() throws IOException {
        run(0, 0, 5);
        edit(lines -> lines.remove(lines.size() - 1));
        Files.writeString(file, Files.readString(file) + "{\"torn");
        run(0, 5, 6);

        assertThat(verify(file)).isZero();
        assertThat(printed())
                .contains("audit.jsonl:7: note: it broke off while it was written")
                .contains("audit.jsonl:8: note: the process before did not end in order");
    }

    @Test
    void aProcessGoesOnAfterALineThatOnlyItsEndIsLeftOf() throws IOException {
        run(0, 0, 5);
        edit(lines -> lines.set(6, '\0' + lines.get(6).substring(1)));
        run(0, 5, 6);

        assertThat(verify(file)).isEqualTo(1);
        assertThat(printed().lines().filter(line -> line.contains(": broken: ")))
                .singleElement()
                .asString()
                .contains("audit.jsonl:7: broken: its hash doesn't fit");
    }

    @Test
    void withoutTheKeyNothingIsVerified() throws IOException {
        run(0, 0, 1);
        Files.writeString(directory.resolve("audit.jsonl.key"), "secret");

        assertThat(verify(file)).isEqualTo(2);
        assertThat(errors.toString()).contains("holds no key").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "--principal, '*:user/A1', 1",
        "--principal, 'user/a1', ''",
        "--source-identity, '*person3', 3",
        "--action, 'mns:*', '0,2,4'",
        "--resource, '*queues/q?', '0,1,2,3,4'",
        "--decision, Allow, '0,3'",
        "--request-id, r4, 4",
        "--since, 2026-11-24T08:00:03Z, '3,4'",
        "--until, 2026-11-24T08:00:01Z, 0",
        "--account, 1234567890123456, '0,1,2,3,4'",
        "--event-name, 'none', ''"
    })
    void queryPrintsWhatAnOptionAdmits(String option, String value, String expected) throws IOException {
        run(0, 0, 5);

        assertThat(audit("query", file.toString(), option, value)).isZero();
        List<String> ids = printed()
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(line.length() - 1))
                .toList();
        assertThat(String.join(",", ids)).isEqualTo(expected);
    }

    @Test
    void queryPrintsTheLinesThemselves() throws IOException {
        run(0, 0, 2);

        assertThat(audit("query", file.toString(), "--json", "--request-id", "r1"))
                .isZero();
        assertThat(printed()).isEqualTo(Files.readAllLines(file).get(2));
    }

    @Test
    void queryNamesLinesThatAreNoEvents() throws IOException {
        run(0, 0, 2);
        edit(lines -> lines.set(1, "nonsense"));

        assertThat(audit("query", file.toString())).isOne();
        assertThat(printed()).endsWith("r1");
        assertThat(errors.toString()).contains("audit.jsonl:2: it is no JSON object");
    }

    @ParameterizedTest
    @CsvSource({"--decision, Perhaps", "--since, yesterday", "--unknown, x"})
    void queryRefusesWhatItDoesNotUnderstand(String option, String value) throws IOException {
        run(0, 0, 1);

        assertThat(audit("query", file.toString(), option, value)).isEqualTo(2);
        assertThat(errors.toString()).contains(option);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(audit("query", directory.resolve("none").toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("none");
    }

    private int verify(Path... files) {
        return audit(Stream.concat(
                        Stream.of(
                                "verify",
                                "--key-file",
                                directory.resolve("audit.jsonl.key").toString()),
                        Stream.of(files).map(Path::toString))
                .toArray(String[]::new));
    }

    private int audit(String... arguments) {
        output.getBuffer().setLength(0);
        return new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    private String printed() {
        return output.toString().strip();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return new ArrayList<>(
                    all.filter(path -> !path.toString().endsWith(".key")).toList());
        }
    }

    private void edit(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.accept(lines);
        Files.write(file, lines);
    }

    private void run(long rotateBytes, int from, int end) throws IOException {
        write(settings(rotateBytes, 0), from, end);
    }

    private AuditSettings settings(long rotateBytes, int keepFiles) {
        return new AuditSettings(
                file, null, rotateBytes, keepFiles, 100, OnOverflow.REFUSE, Duration.ofMillis(1), false);
    }

    /** Writes records as a process does from its begin to its end; each is written before the next. */
    private static void write(AuditSettings settings, int from, int end) throws IOException {
        JsonLinesAuditLog log = JsonLinesAuditLog.open(settings);
        for (int index = from; index < end; index++) {
            AuditLog.Slot slot = Objects.requireNonNull(log.reserve());
            slot.complete(record(index));
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> log.pending() == 0);
        }
        log.close().await();
    }

    private static AuditRecord record(int index) {
        return AuditRecord.builder(
                        TIME.plusSeconds(index),
                        "r" + index,
                        index % 3 == 0 ? AuditDecision.ALLOW : AuditDecision.IMPLICIT_DENY)
                .accountId("1234567890123456")
                .principal("acs:ram::1234567890123456:user/a" + index)
                .sourceIdentity("person" + index)
                .action((index % 2 == 0 ? "mns:" : "ram:") + "Get")
                .resource("acs:mns:cn-hangzhou:1234567890123456:/queues/q" + index)
                .build();
    }
}
