package io.rolegate.sts;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A role session's token, whose text was just read from a request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SessionVerifierBenchmark {
    private static final String POLICY =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"mns:*\",\"Resource\":\"*\"}]}";
    private static final StsSettings NOTHING_KEPT = new StsSettings(2, 0, Duration.ofHours(1), 0);

    private Vertx vertx;
    private AssumedRole role;
    private SessionVerifier keeping;
    private SessionVerifier forgetting;
    private String accessKeyId;
    private byte[] token;

    /** Opens a store and issues a token. */
    @Setup
    public void issue() {
        vertx = Vertx.vertx();
        role = AssumedRole.open(vertx, POLICY);
        keeping = role.verifier(StsSettings.defaults());
        forgetting = role.verifier(NOTHING_KEPT);
        TemporaryCredentials credentials = role.assume();
        accessKeyId = credentials.accessKeyId();
        token = credentials.securityToken().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Closes the store. */
    @TearDown
    public void close() {
        role.close();
        vertx.close().await();
    }

    /** A session that called lately. */
    @Benchmark
    public SessionVerification cached() {
        return verify(keeping);
    }

    /** A session's first call: its token is verified and its secret derived. */
    @Benchmark
    public SessionVerification uncached() {
        return verify(forgetting);
    }

    private SessionVerification verify(SessionVerifier verifier) {
        // Made of bytes: a copy of a text copies its hash too.
        String fresh = new String(token, StandardCharsets.ISO_8859_1);
        SessionVerification verification = verifier.verify(accessKeyId, fresh).result();
        if (!(verification instanceof SessionVerification.Valid)) {
            throw new IllegalStateException("The token is refused: " + verification);
        }
        return verification;
    }
}
