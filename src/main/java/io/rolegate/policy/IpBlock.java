package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/**
 * A CIDR block, or a single address. Host bits are ignored.
 *
 * @param prefix the number of leading bits that count, of 128 also for IPv4
 */
public record IpBlock(IpAddress network, int prefix) {

    /** The block, or null unless {@code text} is an address with or without a prefix length. */
    public static @Nullable IpBlock parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null || slash < 0) {
            return address == null ? null : new IpBlock(address, IpAddress.BITS);
        }
        boolean v4Spelling = text.indexOf(':') < 0;
        int skipped = v4Spelling ? IpAddress.MAPPED_PREFIX_BITS : 0;
        int length = IpAddress.parseDecimal(text.substring(slash + 1), IpAddress.BITS - skipped);
        return length < 0 ? null : new IpBlock(address, length + skipped);
    }

    /** IPv4 blocks hold only IPv4 addresses, IPv6 blocks none, however wide they are. */
    public boolean contains(IpAddress address) {
        return isV4() == address.isV4()
                && agree(network.high(), address.high(), prefix)
                && agree(network.low(), address.low(), prefix - Long.SIZE);
    }

    private boolean isV4() {
        return network.isV4() && prefix >= IpAddress.MAPPED_PREFIX_BITS;
    }

    /** Whether the first {@code bits} of both agree; none of them where it is 0 or less, all where 64 or more. */
    private static boolean agree(long left, long right, int bits) {
        return bits <= 0 || (left ^ right) >>> Math.max(0, Long.SIZE - bits) == 0;
    }
}
