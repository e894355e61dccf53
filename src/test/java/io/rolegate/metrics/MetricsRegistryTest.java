package io.rolegate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsRegistryTest {

    @Test
    void showsTheJvmInTextFormat() {
        try (MetricsRegistry metrics = MetricsRegistry.start()) {
            assertThat(metrics.scrape())
                    .contains(
                            "jvm_memory_used_bytes{",
                            "jvm_gc_",
                            "jvm_threads_live_threads",
                            "jvm_classes_loaded_classes")
                    .contains("process_cpu_usage", "process_files_open_files", "process_uptime_seconds")
                    .doesNotContain("# EOF");
        }
    }

    @Test
    void ownMetersAppearBesideThem() {
        try (MetricsRegistry metrics = MetricsRegistry.start()) {
            new GatewayMeters(metrics.registry()).requestFinished("s", "o", Outcome.ALLOWED, 1);

            assertThat(metrics.scrape()).contains("# HELP rolegate_requests_total Requests that ended, by outcome");
        }
    }
}
