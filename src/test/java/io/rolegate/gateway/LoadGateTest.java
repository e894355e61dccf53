package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadGateTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void noMoreAreInProgressThanMay() {
        LoadGate gate = gate(2, Duration.ofMillis(200));

        assertThat(gate.enter()).isNull();
        assertThat(gate.enter()).isNull();
        assertThat(gate.enter()).isEqualTo(Overload.IN_PROGRESS);
        assertThat(gate.inProgress()).isEqualTo(2);
        gate.leave();
        assertThat(gate.enter()).isNull();
    }

    @Test
    void whileTheLoopStaysBehindWhatComesLateIsTurnedAway() {
        LoadGate gate = gate(100, Duration.ofMillis(200));
        tickAfter(gate, 600);

        pass(200);
        enterAFew(gate);
        assertThat(gate.enter()).isNull();
        pass(100);
        assertThat(gate.enter()).isEqualTo(Overload.DELAY);
        assertThat(gate.delayNanos()).isEqualTo(Duration.ofMillis(550).toNanos());
        assertThat(gate.inProgress()).isEqualTo(17);
    }

    @Test
    void aFewAreTakenOnHoweverLateTheLoopIs() {
        LoadGate gate = gate(100, Duration.ofMillis(200));
        for (int delay = 0; delay < 3; delay++) {
            tickAfter(gate, 600);
            pass(600);
            enterAFew(gate);
            assertThat(gate.enter()).isEqualTo(Overload.DELAY);
        }
    }

    @Test
    void oneDelayIsForgiven() {
        LoadGate gate = gate(100, Duration.ofMillis(200));
        tickAfter(gate, 50);

        pass(5_000);
        enterAFew(gate);
        assertThat(gate.enter()).isNull();
    }

    @Test
    void onceTheLoopKeepsUpEverybodyIsServedAgain() {
        LoadGate gate = gate(100, Duration.ofMillis(200));
        tickAfter(gate, 600);
        tickAfter(gate, 60);

        pass(5_000);
        enterAFew(gate);
        assertThat(gate.enter()).isNull();
    }

    @Test
    void zeroIsNoLimit() {
        LoadGate gate = gate(0, Duration.ZERO);
        tickAfter(gate, 60_000);
        pass(60_000);

        for (int i = 0; i < 10_000; i++) {
            assertThat(gate.enter()).isNull();
        }
    }

    private LoadGate gate(int inProgress, Duration delay) {
        return new LoadGate(new GatewaySettings.LoadLimits(inProgress, delay, 0), nanos::get);
    }

    private static void enterAFew(LoadGate gate) {
        for (int i = 0; i < 16; i++) {
            assertThat(gate.enter()).isNull();
        }
    }

    private void tickAfter(LoadGate gate, int millis) {
        pass(millis);
        gate.tick();
    }

    private void pass(int millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
