package io.rolegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The heap of a gateway in whose midst many sessions live, each of which has called. */
final class SessionScenario {
    private final Options options;
    private final Contenders contenders;

    SessionScenario(Options options, Contenders contenders) {
        this.options = options;
        this.contenders = contenders;
    }

    void run() throws IOException, InterruptedException {
        Contenders.Served served = contenders.rolegate("sessions");
        served.control().prepare();
        double before = heapMebibytes(served.gateway());
        CallSigner signer = new CallSigner(served.control().sessions(options.liveSessions));
        served.gateway().run(16, signer.small(5 * options.liveSessions));
        System.out.printf(
                Locale.ROOT,
                "%nheap in use: %.0f MiB at start, %.0f MiB with %d live sessions, each used some times%n",
                before,
                heapMebibytes(served.gateway()),
                options.liveSessions);
        served.gateway().close();
    }

    /** What is left after a collection, by {@code jcmd}. */
    private static double heapMebibytes(Gateway gateway) throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(gateway.process().pid()),
                        "GC.class_histogram")
                .start();
        String total = histogram
                .inputReader()
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        histogram.waitFor();
        return Long.parseLong(total.strip().split(" +")[2]) / 1048576.0;
    }
}
