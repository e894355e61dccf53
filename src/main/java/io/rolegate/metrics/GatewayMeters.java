package io.rolegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the gateway counts and times; {@code docs/metrics.md} lists it all. Recording looks up meters made before, and builds
 * none for known labels. The number of labels is bounded: services and operations beyond it are {@value #UNKNOWN}, causes
 * {@value #OTHER}. Hand in names from the catalogue only, and {@value #UNKNOWN} for what it doesn't hold: never a name that
 * a client chose. Safe for use by many threads.
 */
public final class GatewayMeters {

    /** The service or operation of a request that fits none. */
    public static final String UNKNOWN = "unknown";

    /** The cause of a denial beyond those that have a label. */
    public static final String OTHER = "other";

    private static final int MAX_SERVICES = 64;
    private static final int MAX_CAUSES = 128;
    private static final int MAX_KINDS = 16;
    private static final int MAX_DRAFTS = 256;

    private final MeterRegistry registry;
    private final BoundedLabels<ServiceMeters> services;
    private final BoundedLabels<Counter> denials;
    private final BoundedLabels<Counter> nonceRefusals;
    private final BoundedLabels<Counter> limited;
    private final BoundedLabels<Counter> shed;
    private final Map<Trial, BoundedLabels<Counter>> trials = new EnumMap<>(Trial.class);
    private final Map<Step, Timer> steps = new EnumMap<>(Step.class);
    private final Counter cacheHits;
    private final Counter cacheMisses;
    private final Counter reloadsInForce;
    private final Counter reloadsRefused;
    private final Timer revocationLag;

    /** Meters in the given registry; those without a label of a service appear at once. */
    public GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        services = new BoundedLabels<>(MAX_SERVICES, UNKNOWN, service -> new ServiceMeters(registry, service));
        denials = new BoundedLabels<>(MAX_CAUSES, OTHER, cause -> Counter.builder("rolegate.denials")
                .description("Requests that the gateway refused, by error code")
                .tag("cause", cause)
                .register(registry));
        nonceRefusals = counters(
                "rolegate.nonce.refusals", "Requests that the registry of nonces did not admit, by cause", "cause");
        limited = counters("rolegate.limited", "Requests over a limit of their caller or service", "limit");
        shed = counters("rolegate.shed", "Requests that this node had no room for, by what was used up", "cause");
        for (Trial trial : Trial.values()) {
            trials.put(trial, new BoundedLabels<>(MAX_DRAFTS, OTHER, draft -> trials(draft, trial)));
        }
        for (Step step : Step.values()) {
            steps.put(step, stepTimer(step));
        }
        cacheHits = cacheLookups("hit");
        cacheMisses = cacheLookups("miss");
        reloadsInForce = serviceReloads("in_force");
        reloadsRefused = serviceReloads("refused");
        revocationLag = Timer.builder("rolegate.revocation.lag")
                .description("Time from a change's commit until this node applied it")
                .serviceLevelObjectives(Buckets.LAG)
                .register(registry);
    }

    private BoundedLabels<Counter> counters(String name, String description, String label) {
        return new BoundedLabels<>(MAX_KINDS, OTHER, value -> Counter.builder(name)
                .description(description)
                .tag(label, value)
                .register(registry));
    }

    private Counter trials(String draft, Trial trial) {
        return Counter.builder("rolegate.draft.decisions")
                .description("Decisions that drafts of policies made in the shadow of those in force")
                .tag("draft", draft)
                .tag("result", trial.label())
                .register(registry);
    }

    private Timer stepTimer(Step step) {
        return Timer.builder("rolegate.step.duration")
                .description("Time that one step of handling a request took")
                .tag("step", step.label())
                .serviceLevelObjectives(Buckets.STEP)
                .register(registry);
    }

    private Counter cacheLookups(String result) {
        return Counter.builder("rolegate.decision.cache.lookups")
                .description("Look-ups in the decision cache")
                .tag("result", result)
                .register(registry);
    }

    private Counter serviceReloads(String result) {
        return Counter.builder("rolegate.service.reloads")
                .description("Changes of service files that were taken up while running")
                .tag("result", result)
                .register(registry);
    }

    /** Counts and times a request that ended, from its head to the end of its response. */
    public void requestFinished(String service, String operation, Outcome outcome, long nanos) {
        ServiceMeters meters = services.get(service);
        meters.requests(operation, outcome).increment();
        meters.duration().record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Times one step of a request. */
    public void stepFinished(Step step, long nanos) {
        Objects.requireNonNull(steps.get(step)).record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Counts a refusal.
     *
     * @param cause the error code that the caller got
     */
    public void denied(String cause) {
        denials.get(cause).increment();
    }

    /** Counts a request that the registry of nonces did not admit. */
    public void nonceRefused(String cause) {
        nonceRefusals.get(cause).increment();
    }

    /** Counts a request that was over a limit of its caller or service. */
    public void limited(String limit) {
        limited.get(limit).increment();
    }

    /** Counts a request that this node had no room for. */
    public void shed(String cause) {
        shed.get(cause).increment();
    }

    /**
     * Counts a decision that a draft of a policy made in the shadow of the one in force.
     *
     * @param draft account, policy and version
     */
    public void draftDecided(String draft, Trial trial) {
        Objects.requireNonNull(trials.get(trial)).get(draft).increment();
    }

    /** Counts a look-up in the decision cache. */
    public void decisionCacheLookup(boolean hit) {
        (hit ? cacheHits : cacheMisses).increment();
    }

    /** Counts a change of service files, which is in force or was refused. */
    public void serviceReload(boolean inForce) {
        (inForce ? reloadsInForce : reloadsRefused).increment();
    }

    /**
     * Times an exchange with an upstream.
     *
     * @param statusClass the hundreds of its HTTP status; 0 if it gave none
     */
    public void upstreamFinished(String service, int statusClass, long nanos) {
        services.get(service).upstream(statusClass).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Times how long a change, such as a revocation, took to reach this node. */
    public void revocationLag(long nanos) {
        revocationLag.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Shows state that is read at each scrape; the supplier must be quick, and safe for use by any thread. */
    public void observe(Observed observed, Supplier<Number> value) {
        if (observed.kind() == Observed.Kind.TOTAL) {
            FunctionCounter.builder(observed.meterName(), value, supplier -> supplier.get()
                            .doubleValue())
                    .description(observed.description())
                    .register(registry);
        } else {
            Gauge.builder(observed.meterName(), value)
                    .description(observed.description())
                    .baseUnit(observed.unit())
                    .register(registry);
        }
    }

    /**
     * Shows a value that has no place in {@link Observed}.
     *
     * @param name dotted, beginning with {@code rolegate.}
     * @throws IllegalArgumentException for another name, or an empty description
     */
    public void gauge(String name, String description, Supplier<Number> value) {
        if (!name.matches("rolegate(\\.[a-z][a-z0-9]*)+") || description.isBlank()) {
            throw new IllegalArgumentException(
                    "a gauge needs a name like rolegate.cache.entries and a description: " + name);
        }
        Gauge.builder(name, value).description(description).register(registry);
    }
}
