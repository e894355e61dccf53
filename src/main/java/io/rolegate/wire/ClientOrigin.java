package io.rolegate.wire;

/**
 * Where a request comes from, as far as it can be trusted.
 *
 * @param address of the client
 * @param secure whether the client speaks TLS
 * @param trail addresses for the next hop's {@code X-Forwarded-For}: the client's, then those of the proxies behind it
 */
public record ClientOrigin(String address, boolean secure, String trail) {}
