package io.rolegate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long it takes from the start of {@code serve} to the first request that it has served. */
final class StartScenario {
    private final Options options;
    private final Contenders contenders;

    StartScenario(Options options, Contenders contenders) {
        this.options = options;
        this.contenders = contenders;
    }

    void run() throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        Contenders.Served first = contenders.rolegate("start");
        first.control().prepare();
        CallSigner signer = new CallSigner(first.control().sessions(1));
        first.gateway().close();
        for (int round = 0; round < options.rounds; round++) {
            Contenders.Served again = contenders.restart(first);
            again.gateway().run(1, signer.small(1));
            seconds.add((System.nanoTime() - again.startedNanos()) / 1e9);
            again.gateway().close();
        }
        seconds.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%nfrom start to first request served: %.2f s (%.2f to %.2f)%n",
                seconds.get(seconds.size() / 2),
                seconds.get(0),
                seconds.get(seconds.size() - 1));
    }
}
