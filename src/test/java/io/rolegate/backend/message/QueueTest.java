package io.rolegate.backend.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static final long START = 1_000_000_000_000L;

    private final Storage storage = new Storage();
    private final Queue queue = new Queue("q", QueueAttributes.DEFAULT, storage, START);

    @Test
    void givenBackMessageIsAsIfNeverReceived() {
        queue.send(new MessageDraft("a", 0, 8), START);
        List<Delivery> lost = queue.receive(1, START);

        queue.giveBack(lost);

        Delivery again = queue.receive(1, START + 5).get(0);
        assertThat(again.message().dequeueCount).isEqualTo(1);
        assertThat(again.message().firstDequeueTime).isEqualTo(START + 5);
    }

    @Test
    void givingBackTooLateDisturbsNobody() {
        queue.send(new MessageDraft("a", 0, 8), START);
        List<Delivery> lost = queue.receive(1, START);
        Delivery held = queue.receive(1, START + 31_000).get(0);

        queue.giveBack(lost);

        assertThat(queue.receive(1, START + 31_000)).isEmpty();
        queue.delete(held.handle(), START + 31_000);
        assertThat(queue.counts(START + 31_000)).isEqualTo(new Queue.Counts(0, 0, 0));
    }

    /** Whatever happens in whatever order, each message is in exactly one state until deleted or expired. */
    @Property
    void noMessageIsLostOrDoubled(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 6) Integer> steps) {
        long now = START;
        int alive = 0;
        List<Delivery> held = new ArrayList<>();
        for (int step : steps) {
            switch (step) {
                case 0, 1 -> {
                    queue.send(new MessageDraft("m", step * 10, 1 + alive % 16), now);
                    alive++;
                }
                case 2 -> held.addAll(queue.receive(3, now));
                case 3 -> now += 15_000;
                case 4 -> {
                    if (!held.isEmpty()) {
                        alive -= deleted(held.remove(held.size() - 1), now);
                    }
                }
                case 5 -> {
                    queue.giveBack(held);
                    held.clear();
                }
                default -> queue.peek(5, now);
            }
            Queue.Counts counts = queue.counts(now);
            assertThat(counts.active() + counts.inactive() + counts.delayed()).isEqualTo(alive);
        }
        assertThat(queue.counts(now + 345_600_000L)).isEqualTo(new Queue.Counts(0, 0, 0));
    }

    private int deleted(Delivery delivery, long now) {
        try {
            queue.delete(delivery.handle(), now);
            return 1;
        } catch (MnsException stale) {
            assertThat(stale.error()).isEqualTo(MnsError.MESSAGE_NOT_EXIST);
            return 0;
        }
    }
}
