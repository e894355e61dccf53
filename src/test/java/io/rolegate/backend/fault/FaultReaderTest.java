package io.rolegate.backend.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {
    @Test
    void whatIsLeftOutMeansEveryRequest() {
        Fault fault = read("{'effect':'hang'}");

        assertThat(fault.fits("DELETE", "/queues/orders-1/messages")).isTrue();
        assertThat(fault.probability()).isEqualTo(1);
        assertThat(fault.count()).isEqualTo(Fault.UNLIMITED);
        assertThat(fault.afterOperation()).isFalse();
        assertThat(fault.delay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void effectsOnBodiesComeAfterTheOperation() {
        assertThat(read("{'effect':'truncate'}").afterOperation()).isTrue();
        assertThat(read("{'effect':'slow','bytesPerSecond':10}").afterOperation())
                .isTrue();
        assertThat(read("{'effect':'reset','afterBytes':10}").afterOperation()).isTrue();
        assertThat(read("{'effect':'reset'}").afterOperation()).isFalse();
        assertThat(read("{'effect':'error','when':'after'}").afterOperation()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            {}                                            | effect
            {'effect':'explode'}                          | effect
            {'effect':7}                                  | effect
            {'effect':'delay'}                            | delayMillis
            {'effect':'delay','delayMillis':600001}       | delayMillis
            {'effect':'delay','delayMillis':1.5}          | delayMillis
            {'effect':'slow'}                             | bytesPerSecond
            {'effect':'slow','bytesPerSecond':0}          | bytesPerSecond
            {'effect':'error','status':200}               | status
            {'effect':'error','code':'<x>'}               | code
            {'effect':'error','retryAfterSeconds':-1}     | retryAfterSeconds
            {'effect':'error','bytesPerSecond':5}         | bytesPerSecond
            {'effect':'truncate','when':'before'}         | when
            {'effect':'hang','when':'sometimes'}          | when
            {'effect':'reset','afterBytes':9,'when':'before'} | afterBytes
            {'effect':'hang','methods':'GET'}             | methods
            {'effect':'hang','methods':['get']}           | methods
            {'effect':'hang','path':'queues'}             | path
            {'effect':'hang','path':'/a/**/b'}            | path
            {'effect':'hang','path':''}                   | path
            {'effect':'hang','probability':0}             | probability
            {'effect':'hang','probability':1.1}           | probability
            {'effect':'hang','probability':'often'}       | probability
            {'effect':'hang','count':0}                   | count
            {'effect':'hang','colour':'red'}              | colour
            """)
    void wrongFieldIsNamed(String definition, String field) {
        assertThatThrownBy(() -> read(definition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "/**, /, true",
        "/**, /queues/a, true",
        "/queues/*, /queues/a, true",
        "/queues/*, /queues, false",
        "/queues/*, /queues/a/messages, false",
        "/queues/**, /queues/a/messages, true",
        "/queues/**, /topics/a, false",
        "/queues/*/messages, /queues/a/messages, true",
        "/queues/a, /queues/ab, false",
        "/, /, true",
        "/, /queues, false"
    })
    void patternsMatchSegmentBySegment(String pattern, String path, boolean matches) {
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void drawIsWonAsOftenAsTheProbabilitySays() {
        ActiveFault fault = new ActiveFault("f1", json("{'effect':'hang','probability':0.25}"));

        assertThat(fault.isDue("GET", "/", () -> 0L)).isTrue();
        assertThat(fault.isDue("GET", "/", () -> 1L << 62)).isFalse();
        assertThat(fault.isDue("GET", "/", () -> (1L << 62) - (1L << 11))).isTrue();
    }

    private static Fault read(String definition) {
        return FaultReader.read(json(definition));
    }

    private static JsonObject json(String text) {
        return new JsonObject(text.replace('\'', '"'));
    }
}
