package io.rolegate.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** SIGTERM and SIGINT: the first asks the process to end, a second ends it at once. */
final class StopSignals {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicBoolean again = new AtomicBoolean();

    private StopSignals() {}

    /** Takes the signals over from the Java platform, which would end the process by itself. */
    static StopSignals take() {
        StopSignals signals = new StopSignals();
        signals.take("TERM");
        signals.take("INT");
        return signals;
    }

    /** By reflection: the compiler warns of these classes and can't be told not to, and nothing else tells of a second signal. */
    private void take(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object stopping = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        received();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), stopping);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java platform has no signals", e);
        }
    }

    private void received() {
        if (again.getAndSet(true)) {
            Runtime.getRuntime().halt(Main.REFUSED);
        }
        asked.countDown();
    }

    /** Waits for the first one. */
    void await() throws InterruptedException {
        asked.await();
    }
}
