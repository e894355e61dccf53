package io.rolegate.wire;

import io.rolegate.api.ApiException;
import io.rolegate.policy.IpAddress;
import io.rolegate.policy.IpBlock;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The proxies before a listener that may say for whom they ask. Nobody else's word counts: the headers that they say it with are
 * ignored from any other peer.
 */
public final class TrustedProxies {
    /** Trusts nobody. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Header.X_FORWARDED);

    private final List<IpBlock> blocks;
    private final Header header;

    /** Which headers the proxies set. They must drop them from what they receive, or append to them. */
    public enum Header {
        /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
        X_FORWARDED,
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED
    }

    private TrustedProxies(List<IpBlock> blocks, Header header) {
        this.blocks = List.copyOf(blocks);
        this.header = header;
    }

    /**
     * Reads a list of addresses and CIDR blocks, separated by commas.
     *
     * @throws IllegalArgumentException naming what is neither
     */
    public static TrustedProxies parse(String text, Header header) {
        List<IpBlock> blocks = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            IpBlock block = IpBlock.parse(part.strip());
            if (block == null) {
                throw new IllegalArgumentException("'" + part.strip() + "' is neither an address nor a CIDR block");
            }
            blocks.add(block);
        }
        return new TrustedProxies(blocks, header);
    }

    boolean contains(InetAddress address) {
        return !blocks.isEmpty() && contains(address.getHostAddress());
    }

    private boolean contains(String address) {
        IpAddress parsed = IpAddress.parse(address);
        return parsed != null && blocks.stream().anyMatch(block -> block.contains(parsed));
    }

    /**
     * Where a request comes from: the peer, or the last address in the peer's list that is no trusted proxy's.
     *
     * @throws ApiException where a trusted peer's headers can't be read
     */
    public ClientOrigin origin(HttpServerRequest request) {
        String peer =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        if (blocks.isEmpty() || !contains(peer)) {
            return new ClientOrigin(peer, request.isSSL(), peer);
        }
        List<ForwardedHop> hops = header == Header.FORWARDED
                ? ForwardedHop.ofStandardHeader(request)
                : ForwardedHop.ofDeFactoHeaders(request);
        if (hops.isEmpty()) {
            return new ClientOrigin(peer, request.isSSL(), peer);
        }
        int first = hops.size() - 1;
        while (first > 0 && contains(hops.get(first).address())) {
            first--;
        }
        List<String> trail = new ArrayList<>();
        hops.subList(first, hops.size()).forEach(hop -> trail.add(hop.address()));
        trail.add(peer);
        return new ClientOrigin(hops.get(first).address(), hops.get(first).secure(), String.join(", ", trail));
    }
}
