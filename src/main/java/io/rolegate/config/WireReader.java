package io.rolegate.config;

import io.rolegate.wire.DrainSettings;
import io.rolegate.wire.ListenerSettings;
import io.rolegate.wire.TlsFiles;
import io.rolegate.wire.TrustedProxies;
import io.rolegate.wire.WireLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what concerns listeners and their connections. */
final class WireReader {
    private static final int MEBIBYTE = 1 << 20;
    private static final int MAX_PORT = 65_535;
    private static final Duration DAY = Duration.ofDays(1);

    private final SettingSources sources;

    WireReader(SettingSources sources) {
        this.sources = sources;
    }

    /** @param name the listener's, which its keys begin with */
    ListenerSettings listener(String name, int port) {
        return new ListenerSettings(
                sources.text(name + ".host", "127.0.0.1"),
                sources.integer(name + ".port", port, 0, MAX_PORT),
                tls(name + ".tls"),
                proxies(name));
    }

    private @Nullable TlsFiles tls(String prefix) {
        Path certificate = sources.text(prefix + ".certificate").map(Path::of).orElse(null);
        Path key = sources.text(prefix + ".key").map(Path::of).orElse(null);
        Duration checkEvery = sources.seconds("tls.checkSeconds", Duration.ofSeconds(10), DAY);
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            String missing = prefix + (certificate == null ? ".certificate" : ".key");
            throw sources.problem(missing, "is required beside the other of certificate and key");
        }
        return new TlsFiles(certificate, key, checkEvery);
    }

    private TrustedProxies proxies(String name) {
        TrustedProxies.Header header = sources.choice(
                name + ".forwardedHeader",
                TrustedProxies.Header.X_FORWARDED,
                Map.of(
                        "x-forwarded", TrustedProxies.Header.X_FORWARDED,
                        "forwarded", TrustedProxies.Header.FORWARDED));
        return sources.parsed(
                        name + ".trustedProxies",
                        "addresses and CIDR blocks separated by commas",
                        text -> TrustedProxies.parse(text, header))
                .orElse(TrustedProxies.NONE);
    }

    WireLimits limits() {
        return new WireLimits(
                sources.integer("limits.requestLineBytes", 32 * 1024, 1024, MEBIBYTE),
                sources.integer("limits.headerBytes", 16 * 1024, 1024, MEBIBYTE),
                sources.integer("limits.headerLines", 100, 10, 10_000),
                secondsOrNone("limits.headSeconds", 10),
                secondsOrNone("limits.bodyIdleSeconds", 15),
                secondsOrNone("limits.requestSeconds", 60),
                secondsOrNone("limits.keepAliveSeconds", 60),
                sources.integer("limits.requestsPerConnection", 1000, 0, Integer.MAX_VALUE),
                sources.integer("limits.connections", 10_000, 0, Integer.MAX_VALUE),
                sources.integer("limits.connectionsPerAddress", 2000, 0, Integer.MAX_VALUE),
                new WireLimits.Http2(
                        sources.integer("limits.http2Streams", 100, 1, Integer.MAX_VALUE),
                        sources.integer("limits.http2ResetsPerMinute", 200, 0, Integer.MAX_VALUE),
                        sources.integer("limits.http2ControlFramesPerMinute", 1000, 0, Integer.MAX_VALUE)));
    }

    DrainSettings drain() {
        return new DrainSettings(secondsOrNone("drain.noticeSeconds", 0), secondsOrNone("drain.limitSeconds", 40));
    }

    private Duration secondsOrNone(String key, int otherwise) {
        return Duration.ofSeconds(sources.number(key, otherwise, 0, DAY.toSeconds()));
    }
}
