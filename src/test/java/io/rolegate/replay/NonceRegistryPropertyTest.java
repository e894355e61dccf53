package io.rolegate.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** The registry against a plain map of what was admitted, with a clock that jumps both ways. */
class NonceRegistryPropertyTest {

    private static final Instant START = Instant.ofEpochSecond(1_790_000_000);
    private static final long WINDOW = 60;
    private static final long BUCKET = 2;

    record Call(int clockStep, String key, String nonce, int dateOffset) {}

    @Property(tries = 500)
    void admitsWhatIsNewAndNothingTwice(@ForAll("calls") List<Call> calls) {
        SettableClock clock = new SettableClock(START);
        NonceRegistry registry = new MemoryNonceRegistry(
                new ReplaySettings(Duration.ofSeconds(WINDOW), 10_000, 10_000, 10_000, null), clock, null);
        Map<String, Long> latestDateAdmitted = new HashMap<>();
        long latest = START.getEpochSecond();

        for (Call call : calls) {
            clock.move(Duration.ofSeconds(call.clockStep()));
            long now = clock.instant().getEpochSecond();
            long signed = now + call.dateOffset();
            boolean heldAgainstNow = signed >= now - WINDOW && signed <= now + WINDOW;
            latest = heldAgainstNow ? Math.max(latest, now) : latest;

            Admission admission = registry.admit(
                            new NonceUse(call.key(), call.nonce(), Instant.ofEpochSecond(signed), "user", "account"))
                    .result();

            Long before = latestDateAdmitted.get(call.key() + " " + call.nonce());
            assertThat(admission)
                    .as("%s at %d", call, latest)
                    .isIn(heldAgainstNow ? allowed(signed, latest, before) : List.of(Admission.OUTSIDE_WINDOW));
            if (admission == Admission.FRESH) {
                latestDateAdmitted.put(call.key() + " " + call.nonce(), signed);
            }
        }
    }

    private static List<Admission> allowed(long signed, long latest, @Nullable Long before) {
        if (signed < latest - WINDOW || signed > latest + WINDOW) {
            return List.of(Admission.OUTSIDE_WINDOW);
        }
        if (signed < START.getEpochSecond()) {
            return List.of(Admission.BEFORE_START);
        }
        if (before == null || before < latest - WINDOW - BUCKET) {
            return List.of(Admission.FRESH);
        }
        return before < latest - WINDOW ? List.of(Admission.FRESH, Admission.SEEN) : List.of(Admission.SEEN);
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        Arbitrary<Integer> steps = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(0, 3)),
                Tuple.of(2, Arbitraries.integers().between(-40, 70)),
                Tuple.of(1, Arbitraries.integers().between(0, 2_000)));
        return Combinators.combine(
                        steps,
                        Arbitraries.of("keyA", "keyB"),
                        Arbitraries.integers().between(0, 40).map(String::valueOf),
                        Arbitraries.integers().between(-70, 70))
                .as(Call::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(300);
    }
}
