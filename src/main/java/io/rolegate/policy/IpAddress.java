package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/**
 * An address of 128 bits. IPv4 is kept as the v4-mapped IPv6 address, so the two spellings are one value. Reads text
 * only, never asks a name server.
 */
public record IpAddress(long high, long low) {
    static final int BITS = 128;
    static final int MAPPED_PREFIX_BITS = 96;

    private static final long MAPPED = 0xffffL;
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;
    private static final String HEX_DIGITS = "0123456789abcdef";
    private static final int MAX_LENGTH = "0000:0000:0000:0000:0000:ffff:255.255.255.255".length();

    /** Whether it is an IPv4 address, plain or mapped. */
    public boolean isV4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /** The address, or null unless {@code text} is exactly one. */
    public static @Nullable IpAddress parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        if (text.indexOf(':') >= 0) {
            return parseV6(text);
        }
        long v4 = parseV4(text);
        return v4 < 0 ? null : new IpAddress(0, MAPPED << 32 | v4);
    }

    /**
     * By what to count whoever calls from an address: of IPv6 the network of 64 bits, which whoever has one address has
     * whole; any other text as it is.
     *
     * @param address as a socket tells it: of a link-local one, with the zone
     */
    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        IpAddress parsed = parse(zone < 0 ? address : address.substring(0, zone));
        return parsed == null || parsed.isV4() ? address : Long.toHexString(parsed.high());
    }

    /** Four decimal numbers without leading zeros, or -1. */
    private static long parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long address = 0;
        for (String part : parts) {
            int octet = parseDecimal(part, 255);
            if (octet < 0) {
                return -1;
            }
            address = address << 8 | octet;
        }
        return address;
    }

    /** A number in plain decimal, without sign or leading zeros, up to {@code max} (below 1000); else -1. */
    static int parseDecimal(String text, int max) {
        boolean plain = Ascii.isDigits(text) && text.length() <= 3 && (text.length() == 1 || text.charAt(0) != '0');
        int number = plain ? Integer.parseInt(text) : -1;
        return number <= max ? number : -1;
    }

    private static @Nullable IpAddress parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text);
            return groups != null && groups.length == GROUPS ? join(groups, new int[0]) : null;
        }
        int[] before = gap == 0 ? new int[0] : groups(text.substring(0, gap));
        String rest = text.substring(gap + 2);
        int[] after = rest.isEmpty() ? new int[0] : groups(rest);
        // The IPv4 spelling may only end an address, and nothing is skipped behind it.
        boolean dottedBeforeGap = text.lastIndexOf('.', gap) >= 0;
        if (before == null || after == null || dottedBeforeGap || before.length + after.length >= GROUPS) {
            return null;
        }
        return join(before, after);
    }

    /** Groups between colons; the last may be an IPv4 address, which is two. Null if one is none. */
    private static int @Nullable [] groups(String text) {
        String[] parts = text.split(":", -1);
        String last = parts[parts.length - 1];
        boolean dotted = last.indexOf('.') >= 0;
        int count = parts.length + (dotted ? 1 : 0);
        if (count > GROUPS) {
            return null;
        }
        int[] groups = new int[count];
        int plain = dotted ? parts.length - 1 : parts.length;
        for (int i = 0; i < plain; i++) {
            groups[i] = hexGroup(parts[i]);
            if (groups[i] < 0) {
                return null;
            }
        }
        if (dotted) {
            long v4 = parseV4(last);
            if (v4 < 0) {
                return null;
            }
            groups[plain] = (int) (v4 >>> GROUP_BITS);
            groups[plain + 1] = (int) (v4 & 0xffff);
        }
        return groups;
    }

    private static int hexGroup(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int group = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = HEX_DIGITS.indexOf(Ascii.fold(text.charAt(i)));
            if (digit < 0) {
                return -1;
            }
            group = group << 4 | digit;
        }
        return group;
    }

    private static IpAddress join(int[] before, int[] after) {
        int[] groups = new int[GROUPS];
        System.arraycopy(before, 0, groups, 0, before.length);
        System.arraycopy(after, 0, groups, GROUPS - after.length, after.length);
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = high << GROUP_BITS | groups[i];
            low = low << GROUP_BITS | groups[i + GROUPS / 2];
        }
        return new IpAddress(high, low);
    }
}
