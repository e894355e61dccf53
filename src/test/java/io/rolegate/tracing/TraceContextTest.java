package io.rolegate.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsAndPassesOnWhatIsWellFormed() {
        MultiMap headers = headers(PARENT).add("tracestate", "a=1").add("tracestate", "b=2");
        TraceContext context = Objects.requireNonNull(TraceContext.of(headers));

        assertThat(context)
                .isEqualTo(new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true, "a=1,b=2"));
        MultiMap passedOn = MultiMap.caseInsensitiveMultiMap();
        context.putInto(passedOn);
        assertThat(passedOn.get("traceparent")).isEqualTo(PARENT);
        assertThat(passedOn.get("tracestate")).isEqualTo("a=1,b=2");
    }

    @Test
    void aLaterVersionIsReadAsThisOne() {
        assertThat(of("cc" + PARENT.substring(2) + "-more")).isEqualTo(of(PARENT));
        assertThat(Objects.requireNonNull(of(PARENT.replaceAll("01$", "02"))).sampled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
                "00-4bf92f3577b34da6a3ce929d0e0e473\u00e9-00f067aa0ba902b7-01"
            })
    void ignoresWhatIsMalformed(String parent) {
        assertThat(of(parent)).isNull();
    }

    @Test
    void ignoresWhatIsGivenTwice() {
        assertThat(TraceContext.of(headers(PARENT).add("traceparent", PARENT))).isNull();
    }

    @Test
    void dropsAStateThatCouldNotBePassedOn() {
        TraceContext context = TraceContext.of(headers(PARENT).add("tracestate", "a=" + "x".repeat(600)));

        assertThat(Objects.requireNonNull(context).state()).isNull();
    }

    private static @Nullable TraceContext of(String parent) {
        return TraceContext.of(headers(parent));
    }

    private static MultiMap headers(String parent) {
        return MultiMap.caseInsensitiveMultiMap().add("traceparent", parent);
    }
}
