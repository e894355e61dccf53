package io.rolegate.sts.oidc;

import io.rolegate.sts.oidc.SigningKeys.Issuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Fetches an issuer's keys: the discovery document (OpenID Connect Discovery 1.0), then the key set that it names (RFC 7517).
 * By HTTPS only, to allowed addresses only, without redirects, and bounded in size and time. Each fetch has connections of its
 * own, so that none outlives it or is shared between providers that trust different certificates.
 */
final class IssuerClient {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.3", "TLSv1.2");
    private static final int HTTPS_PORT = 443;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int OK = 200;

    private final Vertx vertx;
    private final IssuerAddresses addresses;
    private final OidcSettings settings;

    IssuerClient(Vertx vertx, IssuerAddresses addresses, OidcSettings settings) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.settings = settings;
    }

    /** The issuer's keys; fails with {@link IssuerException} that says what is wrong. */
    Future<JsonWebKeySet> fetch(Issuer issuer) {
        WebClient client = WebClient.create(vertx, options(issuer.fingerprints()));
        return Future.succeededFuture(issuer.url())
                .compose(url -> get(client, https(withoutSlash(url) + DISCOVERY)))
                .compose(discovery -> get(client, keySetUri(issuer, discovery)))
                .map(JsonWebKeySet::of)
                .timeout(settings.fetchTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof IssuerException
                                ? failure
                                : new IssuerException("the keys of " + issuer.url() + " can't be fetched", failure)))
                // Breaks off what is still under way after a time-out.
                .onComplete(done -> client.close());
    }

    private WebClientOptions options(List<String> fingerprints) {
        WebClientOptions options = new WebClientOptions().setFollowRedirects(false);
        options.setSsl(true)
                .setVerifyHost(true)
                .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                .setConnectTimeout(Math.toIntExact(settings.fetchTimeout().toMillis()))
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setDecompressionSupported(false);
        if (!fingerprints.isEmpty()) {
            options.setTrustOptions(TrustOptions.wrap(new PinnedTrust(fingerprints)));
        }
        return options;
    }

    private Future<JsonObject> get(WebClient client, URI uri) {
        return addresses.find(uri.getHost()).compose(found -> get(client, uri, found, 0));
    }

    /** Tries the addresses one after the other. */
    private Future<JsonObject> get(WebClient client, URI uri, List<InetAddress> found, int index) {
        return get(client, uri, found.get(index))
                .recover(failure -> failure instanceof IssuerException || index + 1 == found.size()
                        ? Future.failedFuture(failure)
                        : get(client, uri, found, index + 1));
    }

    private Future<JsonObject> get(WebClient client, URI uri, InetAddress address) {
        int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
        BoundedBody body = new BoundedBody(settings.maxDocumentBytes());
        // The connection goes to the checked address; the name stays what TLS and the Host header say.
        return client.requestAbs(
                        HttpMethod.GET, SocketAddress.inetSocketAddress(port, address.getHostAddress()), uri.toString())
                .putHeader("accept", "application/json")
                .as(BodyCodec.pipe(body))
                .send()
                .map(response -> json(uri, response, body));
    }

    private static JsonObject json(URI uri, HttpResponse<?> response, BoundedBody body) {
        if (response.statusCode() != OK) {
            throw new IssuerException(uri + " answered with status " + response.statusCode());
        }
        try {
            return body.bytes().toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw new IssuerException(uri + " is no JSON object");
        }
    }

    private static URI keySetUri(Issuer issuer, JsonObject discovery) {
        if (!issuer.url().equals(discovery.getValue("issuer"))) {
            throw new IssuerException("the discovery document of " + issuer.url() + " names another issuer");
        }
        if (!(discovery.getValue("jwks_uri") instanceof String keySet)) {
            throw new IssuerException("the discovery document of " + issuer.url() + " names no jwks_uri");
        }
        return https(keySet);
    }

    private static URI https(String text) {
        try {
            URI uri = new URI(text);
            if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IssuerException("'" + text + "' is no URL");
        }
        throw new IssuerException("'" + text + "' is no https URL of a host");
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
