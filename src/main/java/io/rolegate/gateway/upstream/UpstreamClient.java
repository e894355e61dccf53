package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.UpstreamRules;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How connections to a service's upstreams are made, from its definition and the settings. */
final class UpstreamClient {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int MAX_HEADER_BYTES = 32 * 1024;
    /** One HTTP/2 connection carries many requests. */
    private static final int MAX_HTTP2_CONNECTIONS = 8;

    private UpstreamClient() {}

    static HttpClientOptions options(UpstreamRules rules, UpstreamSettings settings) {
        int keepAliveSeconds = Math.toIntExact(settings.keepAlive().toSeconds());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(
                        Math.toIntExact(connectTimeout(rules, settings).toMillis()))
                .setKeepAliveTimeout(keepAliveSeconds)
                .setHttp2KeepAliveTimeout(keepAliveSeconds)
                .setMaxChunkSize(CHUNK_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxRedirects(0)
                .setDecompressionSupported(false);
        options.setSslHandshakeTimeout(connectTimeout(rules, settings).toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (rules.http2()) {
            options.setProtocolVersion(HttpVersion.HTTP_2).setUseAlpn(true).setHttp2ClearTextUpgrade(false);
        }
        UpstreamRules.Tls tls = rules.tls();
        if (tls != null && tls.authorities() != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(tls.authorities().toString()));
        }
        if (tls != null && tls.certificate() != null && tls.key() != null) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertPath(tls.certificate().toString())
                    .addKeyPath(tls.key().toString()));
        }
        return options;
    }

    static PoolOptions pool(UpstreamRules rules, UpstreamSettings settings) {
        int connections = rules.maxConnections() == null ? settings.maxConnections() : rules.maxConnections();
        return new PoolOptions()
                .setHttp1MaxSize(connections)
                .setHttp2MaxSize(Math.min(connections, MAX_HTTP2_CONNECTIONS))
                .setMaxWaitQueueSize(rules.maxWaiting() == null ? settings.maxWaiting() : rules.maxWaiting());
    }

    static Duration connectTimeout(UpstreamRules rules, UpstreamSettings settings) {
        return rules.connectTimeout() == null ? settings.connectTimeout() : rules.connectTimeout();
    }
}
