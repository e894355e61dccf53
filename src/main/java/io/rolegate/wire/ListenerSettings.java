package io.rolegate.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where a listener listens.
 *
 * @param port 0 for any free one
 * @param tls null for plain HTTP
 * @param proxies those before it that may speak for others
 */
public record ListenerSettings(String host, int port, @Nullable TlsFiles tls, TrustedProxies proxies) {}
