package io.rolegate.bench;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is measured, and how long. */
final class Options {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SCENARIO",
            description = "Some of: ${DEFAULT-VALUE}.",
            defaultValue = "small,uploads,refusals,nonces,sessions,start")
    List<String> scenarios = new ArrayList<>();

    @Option(names = "--rounds", description = "Rounds of each scenario (${DEFAULT-VALUE}).")
    int rounds = 7;

    @Option(names = "--requests", description = "Small requests in a round (${DEFAULT-VALUE}).")
    int requests = 20_000;

    @Option(names = "--warm-up", description = "Small requests to each before its rounds (${DEFAULT-VALUE}).")
    int warmUp = 120_000;

    @Option(names = "--nonces", description = "Nonces to be remembered in the scenario of them (${DEFAULT-VALUE}).")
    int nonces = 1_000_000;

    @Option(names = "--live-sessions", description = "Sessions in the scenario of them (${DEFAULT-VALUE}).")
    int liveSessions = 10_000;

    @Option(names = "--heap", description = "Largest heap of every Java process (${DEFAULT-VALUE}).")
    String heap = "512m";

    @Option(names = "--jvm", split = " ", description = "JVM options for Rolegate alone, separated by blanks.")
    List<String> rolegateJvm = new ArrayList<>();

    @Option(names = "--without", split = ",", description = "Contenders to leave out: nginx, spring, unenforced.")
    List<String> without = new ArrayList<>();

    boolean has(String scenario) {
        return scenarios.contains(scenario);
    }
}
