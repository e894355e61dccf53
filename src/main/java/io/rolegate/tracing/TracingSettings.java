package io.rolegate.tracing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where spans go.
 *
 * @param endpoint where a collector takes traces as OTLP over HTTP, for example {@code http://127.0.0.1:4318/v1/traces};
 *     null switches spans off
 * @param sampledPercent how many of a hundred traces that begin here are recorded, from 0 to 100; of others their caller
 *     decides
 */
public record TracingSettings(@Nullable URI endpoint, int sampledPercent) {

    public TracingSettings {
        if (sampledPercent < 0 || sampledPercent > 100) {
            throw new IllegalArgumentException("sampledPercent must be from 0 to 100, not " + sampledPercent);
        }
    }

    /** An address that spans can be sent to; fails with {@code IllegalArgumentException} for any other text. */
    public static URI endpoint(String text) {
        URI address = URI.create(text.strip());
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException("no address of a collector");
        }
        return address;
    }
}
