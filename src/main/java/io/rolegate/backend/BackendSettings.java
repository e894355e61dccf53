package io.rolegate.backend;

import java.net.URI;

/**
 * Where a mocked backend listens, and whom it believes.
 *
 * @param host address to bind
 * @param port port to bind; 0 takes any free one
 * @param jwksUrl where the gateway publishes the keys of its identity assertions
 * @param region the region that resource names show
 */
public record BackendSettings(String host, int port, URI jwksUrl, String region) {
    /** The region shown where nothing else is configured. */
    public static final String DEFAULT_REGION = "cn-hangzhou";

    /** @throws IllegalArgumentException naming the setting that can't be used */
    public BackendSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: an address to bind is needed");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, got " + port);
        }
        String scheme = jwksUrl.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || jwksUrl.getHost() == null) {
            throw new IllegalArgumentException("jwksUrl: expected an absolute http or https URL, got " + jwksUrl);
        }
        if (!region.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("region: expected lower-case letters, digits and hyphens");
        }
    }

    /** Settings for any free port of the loopback address, in the default region. */
    public static BackendSettings loopback(URI jwksUrl) {
        return new BackendSettings("127.0.0.1", 0, jwksUrl, DEFAULT_REGION);
    }
}
