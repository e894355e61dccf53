package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.gateway.RawUpstream;
import io.rolegate.gateway.ServicesFixture;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestDatabases;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The dashboards and rules that come with the gateway ask for what a running gateway shows, and for nothing else. */
class MonitoringIT {
    private static final Path DASHBOARDS = Path.of("config/grafana/dashboards");
    private static final Path RULES = Path.of("config/prometheus");
    private static final Pattern SAMPLE = Pattern.compile("^([a-z0-9_]+)(?:\\{(.*)\\})? ", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** The scrape itself adds these. */
    private static final Set<String> ADDED = Set.of("instance", "job");
    /** Their values are all there from the start, so that a misspelt one stands out. */
    private static final Set<String> COMPLETE = Set.of("outcome", "result", "status", "area");

    private static ServicesFixture services;
    private static Map<String, Map<String, Set<String>>> shown;

    @BeforeAll
    static void start() throws Exception {
        StoreSettings store = TestDatabases.Kind.POSTGRESQL.fresh();
        services = ServicesFixture.with()
                .setting("store.url", store.jdbcUrl())
                .setting(
                        "store.key",
                        Objects.requireNonNull(store.keyFromEnvironment()).reveal())
                .service(
                        "ill",
                        "retries: 1\nejection: {failures: 1}\nhealthCheck: {path: /, intervalMillis: 200}",
                        RawUpstream.nobodyListens(),
                        RawUpstream.nobodyListens())
                .start();
        services.call("GET", "/ill/1");
        System.gc();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            shown = read(services.metrics());
            return shown.containsKey("jvm_gc_pause_seconds_sum") && shown.containsKey("rolegate_upstream_healthy");
        });
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    private static Map<String, Map<String, Set<String>>> read(String scrape) {
        Map<String, Map<String, Set<String>>> metrics = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(scrape);
        while (sample.find()) {
            Map<String, Set<String>> labels = metrics.computeIfAbsent(sample.group(1), any -> new HashMap<>());
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                labels.computeIfAbsent(label.group(1), any -> new HashSet<>()).add(label.group(2));
            }
        }
        return metrics;
    }

    @TestFactory
    Stream<DynamicTest> everyExpressionStandsOnWhatIsShown() throws IOException {
        Map<String, String> expressions = new TreeMap<>(ofDashboards());
        expressions.putAll(ofRules());
        assertThat(expressions).hasSizeGreaterThan(60);
        return expressions.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
    }

    private static void check(String text) {
        PromExpression expression = PromExpression.of(text);
        assertThat(shown.keySet()).as(text).containsAll(expression.metrics());
        Map<String, Set<String>> labels = new HashMap<>();
        for (String metric : expression.metrics()) {
            shown.get(metric).forEach((label, values) -> labels.computeIfAbsent(label, any -> new HashSet<>())
                    .addAll(values));
        }
        if (!expression.metrics().isEmpty()) {
            assertThat(expression.labels())
                    .as(text)
                    .allMatch(label -> ADDED.contains(label) || labels.containsKey(label));
        }
        expression.values().forEach((label, values) -> {
            if (COMPLETE.contains(label)) {
                assertThat(labels.get(label)).as(text).containsAll(values);
            }
        });
    }

    private static Map<String, String> ofDashboards() throws IOException {
        Map<String, String> expressions = new TreeMap<>();
        for (Path file : files(DASHBOARDS, ".json")) {
            JsonArray panels = new JsonObject(Files.readString(file)).getJsonArray("panels");
            for (Object each : panels) {
                JsonObject panel = (JsonObject) each;
                JsonArray targets = panel.getJsonArray("targets", new JsonArray());
                for (int i = 0; i < targets.size(); i++) {
                    String name = file.getFileName() + ": " + panel.getString("title") + " " + i;
                    assertThat(expressions.put(name, targets.getJsonObject(i).getString("expr")))
                            .as("%s is there twice", name)
                            .isNull();
                }
            }
        }
        return expressions;
    }

    private static Map<String, String> ofRules() throws IOException {
        Map<String, String> expressions = new TreeMap<>();
        for (Map<String, Object> rule : rules()) {
            expressions.put("rule: " + Objects.requireNonNullElse(rule.get("alert"), rule.get("record")), (String)
                    rule.get("expr"));
        }
        return expressions;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() throws IOException {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (String file : List.of("recording.yml", "alerts.yml")) {
            Map<String, Object> read = new Yaml().load(Files.readString(RULES.resolve(file)));
            for (Object group : (List<Object>) read.get("groups")) {
                rules.addAll((List<Map<String, Object>>) ((Map<String, Object>) group).get("rules"));
            }
        }
        return rules;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void recordedSeriesThatAlertsUseAreRecorded() throws IOException {
        Set<String> recorded = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (Map<String, Object> rule : rules()) {
            if (rule.get("record") != null) {
                recorded.add((String) rule.get("record"));
            }
            Matcher series = Pattern.compile("rolegate:\\w+:\\w+").matcher((String) rule.get("expr"));
            while (series.find()) {
                used.add(series.group());
            }
        }
        assertThat(recorded).containsAll(used);
    }

    @Test
    void everyAlertHasItsSectionInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("docs/runbook.md"));
        List<String> alerts = rules().stream()
                .map(rule -> (String) rule.get("alert"))
                .filter(Objects::nonNull)
                .toList();
        assertThat(alerts).hasSizeGreaterThan(10).allMatch(alert -> runbook.contains("\n## " + alert + "\n"));
        for (Map<String, Object> rule : rules()) {
            if (rule.get("alert") instanceof String alert) {
                assertThat(rule.get("annotations").toString())
                        .contains("docs/runbook.md#" + alert.toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void promtoolFindsTheRulesRight() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "promtool is not installed on this machine");

        run("promtool", "check", "rules", "recording.yml", "alerts.yml");
        run("promtool", "test", "rules", "alerts_test.yml");
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    private static void run(String... command) throws Exception {
        Path output = Files.createTempFile("promtool", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(RULES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
