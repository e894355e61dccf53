package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A bodiless request by temporary credentials, in each dialect, with a verifier that is kept as an event loop keeps its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class VerifierBenchmark {
    private static final String SECRET = "s".repeat(43);
    private static final int TOKEN_CHARACTERS = 600;

    /** How the request is signed. */
    @Param
    public Dialect dialect;

    private final byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
    private final Verifier verifier = new Verifier();
    private SignedRequest request;
    private Presented presented;

    /** Signs the request. */
    @Setup
    public void sign() {
        UnsignedRequest unsigned = UnsignedRequest.builder(
                        dialect, "GET", dialect == Dialect.RPC ? "/" : "/queues/orders/messages")
                .action("ReceiveMessage")
                .version("2015-06-06")
                .query("waitseconds", "10")
                .header("host", "mns.example.com")
                .header("accept", "application/json")
                .header("user-agent", "benchmark")
                .build();
        SigningCredentials credentials =
                new SigningCredentials("STS.abcdefghijklmnopqrstuvwxyz", SECRET, "t".repeat(TOKEN_CHARACTERS));
        request = Signer.sign(unsigned, credentials, Instant.now(), "8d3f1c5e-0b7a-4c58-9f6e-2a1b3c4d5e6f");
        presented = present();
        if (!(verify() instanceof Verified) || !(readAndVerify() instanceof Verified)) {
            throw new IllegalStateException("The signature does not hold");
        }
    }

    /** The signature alone. */
    @Benchmark
    public Verification verify() {
        return verifier.verify(presented, secret);
    }

    /** The one parse of the request and its claim before. */
    @Benchmark
    public Verification readAndVerify() {
        return verifier.verify(present(), secret);
    }

    private Presented present() {
        CallView call = (CallView) CallView.read(request.method(), request.target(), request.headers(), null);
        return (Presented) Presenter.present(call);
    }
}
