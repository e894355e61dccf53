package io.rolegate.console.page.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
    private static LineChart chart(int room, Double... values) {
        return LineChart.of(List.of(new LineChart.Values("key", List.of(values))), room);
    }

    @Test
    void valuesFillTheWidthUpToTheTop() {
        LineChart chart = chart(3, 0.0, 5.0, 10.0);

        assertThat(chart.top()).isEqualTo("10");
        assertThat(chart.middle()).isEqualTo("5");
        assertThat(chart.lines().get(0).pieces()).containsExactly("0.0,160.0 300.0,80.0 600.0,0.0");
    }

    @Test
    void newestValueIsAtTheRightWhileThereAreFew() {
        assertThat(chart(3, 1.0, 1.0).lines().get(0).pieces()).containsExactly("300.0,0.0 600.0,0.0");
    }

    @Test
    void lineBreaksWhereThereIsNoValue() {
        assertThat(chart(4, 1.0, 1.0, Double.NaN, 1.0).lines().get(0).pieces())
                .containsExactly("0.0,0.0 200.0,0.0", "600.0,0.0 600.0,0.0");
    }

    @Test
    void topIsARoundNumber() {
        assertThat(chart(1, 0.3).top()).isEqualTo("0.50");
        assertThat(chart(1, 7.0).top()).isEqualTo("10");
        assertThat(chart(1, 1300.0).top()).isEqualTo("2000");
        assertThat(chart(1, 0.0).top()).isEqualTo("1");
        assertThat(chart(1, Double.NaN).top()).isEqualTo("1");
    }
}
