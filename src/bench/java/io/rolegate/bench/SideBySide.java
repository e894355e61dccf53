package io.rolegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the contenders, lets them serve the same requests by turns, and prints figures and ratios. */
@Command(name = "side-by-side", mixinStandardHelpOptions = true)
final class SideBySide implements Callable<Integer> {
    private static final int SESSIONS = 20;
    private static final int CHUNK = 20_000;
    private static final int UPLOADS = 150;
    private static final int UPLOAD_WARM_UPS = 6;

    @Mixin
    private Options options = new Options();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SideBySide()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (Contenders contenders = new Contenders(options, Path.of("").toAbsolutePath())) {
            System.out.println("java " + System.getProperty("java.version") + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors");
            if (options.has("small") || options.has("uploads") || options.has("refusals")) {
                compare(contenders);
            }
            if (options.has("nonces")) {
                new NonceScenario(options, contenders).run();
            }
            if (options.has("sessions")) {
                new SessionScenario(options, contenders).run();
            }
            if (options.has("start")) {
                new StartScenario(options, contenders).run();
            }
        }
        return 0;
    }

    private void compare(Contenders contenders) throws IOException, InterruptedException {
        Contenders.Served served = contenders.rolegate("Rolegate");
        served.control().prepare();
        CallSigner signer = new CallSigner(served.control().sessions(SESSIONS));
        Gateway rolegate = served.gateway();
        Gateway bare = contenders.bareProxy();
        List<Gateway> all = new ArrayList<>(List.of(contenders.service(), bare, rolegate));
        List<Gateway> proxies = new ArrayList<>(List.of(bare, rolegate));
        if (!options.without.contains("unenforced")) {
            all.add(contenders.unenforced());
        }
        if (!options.without.contains("nginx")) {
            contenders.nginx().ifPresent(all::add);
        }
        if (!options.without.contains("spring")) {
            contenders.spring().ifPresent(spring -> {
                all.add(spring);
                proxies.add(spring);
            });
        }
        for (Gateway gateway : all) {
            warmUp(gateway, signer, options.warmUp);
        }
        if (options.has("small")) {
            small(all, signer);
        }
        if (options.has("refusals")) {
            refusals(rolegate, signer);
        }
        if (options.has("uploads")) {
            uploads(proxies, signer);
        }
    }

    private void small(List<Gateway> gateways, CallSigner signer) throws IOException {
        for (int connections : new int[] {16, 64}) {
            rounds(
                    "small requests, " + connections + " connections",
                    gateways,
                    connections,
                    options.requests,
                    signer::small);
        }
        System.out.println();
        gateways.forEach(gateway -> System.out.printf(
                Locale.ROOT,
                "%-28s %5d MiB resident%n",
                gateway.name(),
                gateway.process().cost().residentMebibytes()));
    }

    private void uploads(List<Gateway> proxies, CallSigner signer) throws IOException {
        for (Gateway gateway : proxies) {
            for (int round = 0; round < UPLOAD_WARM_UPS; round++) {
                gateway.run(16, signer.uploads(UPLOADS));
            }
        }
        rounds("uploads of 4 MiB, 16 connections", proxies, 16, UPLOADS, signer::uploads);
    }

    static void warmUp(Gateway gateway, CallSigner signer, int requests) throws IOException {
        for (int sent = 0; sent < requests; sent += CHUNK) {
            gateway.run(sent % (2 * CHUNK) == 0 ? 16 : 64, signer.small(Math.min(CHUNK, requests - sent)));
        }
    }

    /** Every gateway serves once a round, another one beginning each time. */
    private void rounds(
            String title, List<Gateway> gateways, int connections, int requests, IntFunction<List<Call>> calls)
            throws IOException {
        Comparison comparison = new Comparison(title);
        for (int round = 0; round < options.rounds; round++) {
            for (int turn = 0; turn < gateways.size(); turn++) {
                Gateway gateway = gateways.get((round + turn) % gateways.size());
                comparison.add(gateway.name(), gateway.run(connections, calls.apply(requests)));
            }
        }
        System.out.print(comparison.table("vertx-http-proxy"));
    }

    private void refusals(Gateway rolegate, CallSigner signer) throws IOException {
        for (int sent = 0; sent < options.warmUp; sent += CHUNK) {
            rolegate.run(16, signer.forged(CHUNK));
        }
        Comparison comparison = new Comparison("a wrong signature, 16 connections");
        for (int round = 0; round < options.rounds; round++) {
            comparison.add("allowed", rolegate.run(16, signer.small(options.requests)));
            comparison.add("refused", rolegate.run(16, signer.forged(options.requests)));
        }
        System.out.print(comparison.table("allowed"));
    }
}
