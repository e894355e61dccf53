package io.rolegate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GatewayMetersTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GatewayMeters meters = new GatewayMeters(registry);

    @Test
    void countsAndTimesRequests() {
        meters.requestFinished("message-service", "SendMessage", Outcome.ALLOWED, 3_000_000);
        meters.requestFinished("message-service", "SendMessage", Outcome.ALLOWED, 30_000_000);
        meters.requestFinished("message-service", "DeleteQueue", Outcome.DENIED, 100_000);

        assertThat(registry.scrape())
                .contains("rolegate_requests_total{operation=\"SendMessage\",outcome=\"allowed\","
                        + "service=\"message-service\"} 2.0")
                .contains("rolegate_requests_total{operation=\"DeleteQueue\",outcome=\"denied\","
                        + "service=\"message-service\"} 1.0")
                .contains("rolegate_request_duration_seconds_bucket{service=\"message-service\",le=\"0.005\"} 2")
                .contains("rolegate_request_duration_seconds_count{service=\"message-service\"} 3");
    }

    @Test
    void countsAndTimesEverythingElse() {
        meters.stepFinished(Step.REFUSE_REPLAYS, 7_000);
        meters.denied("NoPermission");
        meters.decisionCacheLookup(true);
        meters.decisionCacheLookup(true);
        meters.decisionCacheLookup(false);
        meters.draftDecided("1001/orders/v2", Trial.WOULD_DENY);
        meters.upstreamFinished("message-service", 2, 1_000_000);
        meters.upstreamFinished("message-service", 0, 1_000_000);
        meters.upstreamFinished("message-service", 77, 1_000_000);
        meters.revocationLag(20_000_000);

        assertThat(registry.scrape())
                .contains("rolegate_step_duration_seconds_bucket{step=\"refuse_replays\",le=\"1.0E-5\"} 1")
                .contains("rolegate_denials_total{cause=\"NoPermission\"} 1.0")
                .contains("rolegate_decision_cache_lookups_total{result=\"hit\"} 2.0")
                .contains("rolegate_decision_cache_lookups_total{result=\"miss\"} 1.0")
                .contains("rolegate_draft_decisions_total{draft=\"1001/orders/v2\",result=\"would_deny\"} 1.0")
                .contains("rolegate_upstream_duration_seconds_count{service=\"message-service\",status=\"2xx\"} 1")
                .contains("rolegate_upstream_duration_seconds_count{service=\"message-service\",status=\"none\"} 2")
                .contains("rolegate_revocation_lag_seconds_bucket{le=\"0.05\"} 1");
    }

    @Test
    void labelsAreBoundedWhateverIsHandedIn() {
        for (int i = 0; i < 300; i++) {
            meters.requestFinished("service" + i, "a", Outcome.FAILED, 1);
            meters.requestFinished("one", "operation" + i, Outcome.FAILED, 1);
            meters.denied("cause" + i);
            meters.draftDecided("account/policy/v" + i, Trial.SAME);
        }
        meters.requestFinished("one", "", Outcome.FAILED, 1);

        assertThat(labelValues("rolegate.request.duration", "service"))
                .hasSize(65)
                .contains("unknown");
        assertThat(registry.get("rolegate.requests")
                        .tag("service", "service0")
                        .tag("operation", "a")
                        .counters())
                .hasSize(Outcome.values().length);
        assertThat(labelValues("rolegate.draft.decisions", "draft"))
                .hasSize(257)
                .contains("other");
        assertThat(labelValues("rolegate.requests", "operation")).hasSizeLessThanOrEqualTo(258);
        assertThat(labelValues("rolegate.denials", "cause")).hasSize(129).contains("other");
        assertThat(registry.get("rolegate.denials")
                        .tag("cause", "other")
                        .counter()
                        .count())
                .isEqualTo(300 - 128);
    }

    @Test
    void showsStateAsItIsWhenScraped() {
        AtomicLong nonces = new AtomicLong(5);
        meters.observe(Observed.NONCES_REMEMBERED, nonces::get);
        meters.observe(Observed.AUDIT_UNRECORDED, () -> 3L);
        meters.gauge("rolegate.things.kept", "Things that are kept", () -> 9);
        System.gc();
        nonces.set(6);

        assertThat(registry.scrape())
                .contains("rolegate_nonces_remembered 6.0")
                .contains("rolegate_audit_unrecorded_total 3.0")
                .contains("rolegate_things_kept 9.0");
    }

    @Test
    void aGaugeNeedsANameOfOursAndADescription() {
        assertThatThrownBy(() -> meters.gauge("things", "Things", () -> 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.gauge("rolegate.things", " ", () -> 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDocumentListsExactlyWhatIsRegistered() throws IOException {
        useEverything();
        Set<String> registered = new TreeSet<>();
        for (String line : registry.scrape().lines().toList()) {
            if (line.startsWith("# TYPE ") && !line.contains("_max ")) {
                String[] words = line.split(" ", -1);
                registered.add(("`" + words[2] + "` | " + words[3] + " | " + labelsOf(words[2])).strip());
            }
        }

        Set<String> documented = Pattern.compile("^\\| (`rolegate_\\w+` \\| \\w+ \\| [^|]*)\\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .map((MatchResult row) -> row.group(1).strip())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(registered);
    }

    @Test
    void theDocumentListsEveryLabelValue() throws IOException {
        String document = Files.readString(Path.of("docs/metrics.md"));

        assertThat(document)
                .contains(row(
                        "outcome",
                        Arrays.stream(Outcome.values()).map(Outcome::label).toList()));
        assertThat(document)
                .contains(row(
                        "step", Arrays.stream(Step.values()).map(Step::label).toList()));
    }

    @Test
    void everyMeterHasADescription() {
        useEverything();

        assertThat(registry.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getDescription()).as("%s", meter.getId()).isNotBlank();
            assertThat(meter.getId().getName()).startsWith("rolegate.");
        });
    }

    private void useEverything() {
        UpstreamMeters upstreams = new UpstreamMeters(registry);
        upstreams.failures("s", "h:1", "broken").increment();
        upstreams.ejections("s", "h:1").increment();
        upstreams.retries("s").increment();
        upstreams.unavailable("s", "busy").increment();
        upstreams.healthy("s", "h:1", () -> 1);
        upstreams.circuitsOpen("s", () -> 0);
        meters.requestFinished("s", "o", Outcome.ALLOWED, 1);
        meters.denied("c");
        meters.nonceRefused("seen");
        meters.limited("principal_rate");
        meters.shed("event_loop_delay");
        for (Observed observed : Observed.values()) {
            meters.observe(observed, () -> 1);
        }
    }

    private static String row(String label, Iterable<String> values) {
        return "| `" + label + "` | `" + String.join("`, `", values) + "` |";
    }

    private String labelsOf(String prometheusName) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getConventionName(registry.config().namingConvention())
                                .equals(prometheusName.replaceAll("_total$", ""))
                        || id.getConventionName(registry.config().namingConvention())
                                .equals(prometheusName))
                .findFirst()
                .orElseThrow()
                .getTags()
                .stream()
                .map(tag -> "`" + tag.getKey() + "`")
                .collect(Collectors.joining(", "));
    }

    private Set<String> labelValues(String meter, String label) {
        return registry.get(meter).meters().stream()
                .map(found -> found.getId().getTag(label))
                .collect(Collectors.toSet());
    }
}
