package io.rolegate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process and its children use, by Linux's {@code /proc}. */
record ProcessCost(ProcessHandle process) {
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");

    /** CPU time of all threads that live, but for the JIT compilers', in nanoseconds. */
    long cpuNanos() {
        return processes().mapToLong(ProcessCost::cpuNanos).sum();
    }

    /** Resident memory in MiB. */
    long residentMebibytes() {
        return processes().mapToLong(ProcessCost::residentKibibytes).sum() / 1024;
    }

    private Stream<Long> processes() {
        return Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid);
    }

    private static long cpuNanos(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.mapToLong(ProcessCost::threadNanos).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long threadNanos(Path thread) {
        try {
            if (COMPILERS.contains(Files.readString(thread.resolve("comm")).strip())) {
                return 0;
            }
            String times = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException e) {
            return 0; // It has just ended.
        }
    }

    private static long residentKibibytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
