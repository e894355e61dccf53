package io.rolegate.sts.oidc;

import io.rolegate.policy.NetworkMasks;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the addresses of an issuer's host. A name is looked up once, every address that it has is checked, and connections go
 * to the checked addresses: a name server that answers differently the next time leads nowhere.
 */
final class IssuerAddresses {
    /** How many of a name's addresses are tried. */
    private static final int MOST = 4;

    /** Blocks of the IANA special-purpose registry that are not globally reachable, multicast and reserved ones. */
    private static final NetworkMasks NOT_PUBLIC_V4 = masks("0.0.0.0/8;10.0.0.0/8;100.64.0.0/10;127.0.0.0/8;"
            + "169.254.0.0/16;172.16.0.0/12;192.0.0.0/24;192.0.2.0/24;192.88.99.0/24;192.168.0.0/16;198.18.0.0/15;"
            + "198.51.100.0/24;203.0.113.0/24;224.0.0.0/4;240.0.0.0/4");

    /** All of IPv6 that is handed out for public use; the rest is special or not in use. */
    private static final NetworkMasks GLOBAL_V6 = masks("2000::/3");

    /** Of that, what is special: protocol assignments with Teredo, documentation, 6to4. */
    private static final NetworkMasks NOT_PUBLIC_V6 = masks("2001::/23;2001:db8::/32;2002::/16;3fff::/20");

    /** NAT64: the last 32 bits are an IPv4 address (RFC 6052). */
    private static final NetworkMasks TRANSLATED = masks("64:ff9b::/96");

    private static final int TRANSLATED_OFFSET = 12;

    private final WorkerExecutor workers;
    private final Resolver resolver;
    private final Optional<NetworkMasks> allowed;

    /** @param allowed addresses that are connected to although they are not public */
    IssuerAddresses(WorkerExecutor workers, Resolver resolver, Optional<NetworkMasks> allowed) {
        this.workers = workers;
        this.resolver = resolver;
        this.allowed = allowed;
    }

    /** Looks names up. May block. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The addresses to try, in order; fails with {@link IssuerException} where one of them must not be connected to. */
    Future<List<InetAddress>> find(String host) {
        return workers.executeBlocking(() -> resolver.resolve(bare(host)), false)
                .recover(unknown ->
                        Future.failedFuture(new IssuerException("the name " + host + " can't be resolved", unknown)))
                .map(this::checked);
    }

    private List<InetAddress> checked(InetAddress[] addresses) {
        for (InetAddress address : addresses) {
            if (!mayConnectTo(address)) {
                throw new IssuerException("the address " + address.getHostAddress() + " is not allowed");
            }
        }
        return Arrays.stream(addresses).limit(MOST).toList();
    }

    boolean mayConnectTo(InetAddress address) {
        String text = address.getHostAddress();
        return allowed.filter(masks -> masks.admit(text)).isPresent() || isPublic(address, text);
    }

    private static boolean isPublic(InetAddress address, String text) {
        if (!(address instanceof Inet6Address)) {
            return !NOT_PUBLIC_V4.admit(text);
        }
        if (TRANSLATED.admit(text)) {
            return !NOT_PUBLIC_V4.admit(embedded(address.getAddress()));
        }
        return GLOBAL_V6.admit(text) && !NOT_PUBLIC_V6.admit(text);
    }

    private static String embedded(byte[] address) {
        StringBuilder text = new StringBuilder();
        for (int index = TRANSLATED_OFFSET; index < address.length; index++) {
            text.append(text.isEmpty() ? "" : ".").append(address[index] & 0xff);
        }
        return text.toString();
    }

    /** Without the brackets that URLs put around IPv6 addresses. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static NetworkMasks masks(String text) {
        return NetworkMasks.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }
}
