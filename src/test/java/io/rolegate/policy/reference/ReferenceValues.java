package io.rolegate.policy.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, dates and addresses by ram.md §1.4; null where a text is none. */
final class ReferenceValues {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:[0-9]{2}))?");
    private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

    private ReferenceValues() {}

    static @Nullable BigDecimal number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    static @Nullable Instant date(String text) {
        Matcher parts = DATE.matcher(text);
        if (!parts.matches() || parts.group(1).equals("0000")) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(digits(parts.group(1)), digits(parts.group(2)), digits(parts.group(3)));
            if (parts.group(4) == null) {
                return day.atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            String seconds = parts.group(6) == null ? "00" : parts.group(6);
            String fraction = parts.group(7) == null ? "" : parts.group(7);
            int nanos = digits((fraction + "000000000").substring(0, 9));
            return OffsetDateTime.of(
                            day.atTime(digits(parts.group(4)), digits(parts.group(5)), digits(seconds), nanos),
                            ZoneOffset.of(parts.group(8)))
                    .toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static int digits(String text) {
        return Integer.parseInt(text);
    }

    /** Sixteen bytes' worth; an IPv4 address is kept as the mapped one. */
    static @Nullable BigInteger address(String text) {
        if (V4.matcher(text).matches()) {
            BigInteger value = MAPPED;
            for (String octet : text.split("\\.", -1)) {
                value = value.shiftLeft(8).or(BigInteger.valueOf(digits(octet)));
            }
            return value;
        }
        List<Integer> groups = groups(text);
        if (groups == null) {
            return null;
        }
        BigInteger value = BigInteger.ZERO;
        for (int group : groups) {
            value = value.shiftLeft(16).or(BigInteger.valueOf(group));
        }
        return value;
    }

    private static @Nullable List<Integer> groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            List<Integer> all = side(text, true);
            return all != null && all.size() == 8 ? all : null;
        }
        List<Integer> left = gap == 0 ? new ArrayList<>() : side(text.substring(0, gap), false);
        String rest = text.substring(gap + 2);
        List<Integer> right = rest.isEmpty() ? new ArrayList<>() : side(rest, true);
        if (left == null || right == null || left.size() + right.size() > 7) {
            return null;
        }
        while (left.size() + right.size() < 8) {
            left.add(0);
        }
        left.addAll(right);
        return left;
    }

    /** Groups between colons; the last of the address may be IPv4. */
    private static @Nullable List<Integer> side(String text, boolean mayEndInV4) {
        List<String> parts = new ArrayList<>(Arrays.asList(text.split(":", -1)));
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (GROUP.matcher(part).matches()) {
                groups.add(Integer.parseInt(part, 16));
            } else if (mayEndInV4 && i == parts.size() - 1 && V4.matcher(part).matches()) {
                int low = address(part).intValue();
                groups.add(low >>> 16);
                groups.add(low & 0xffff);
            } else {
                return null;
            }
        }
        return groups;
    }

    private static boolean isV4(BigInteger address) {
        return address.shiftRight(32).equals(MAPPED);
    }

    static boolean isWithin(String requested, String wanted) {
        BigInteger address = address(requested);
        int slash = wanted.indexOf('/');
        String start = slash < 0 ? wanted : wanted.substring(0, slash);
        BigInteger block = address(start);
        if (address == null || block == null) {
            return false;
        }
        int prefix = 128;
        if (slash >= 0) {
            String length = wanted.substring(slash + 1);
            boolean dotted = start.indexOf(':') < 0;
            if (!PREFIX.matcher(length).matches() || digits(length) > (dotted ? 32 : 128)) {
                return false;
            }
            prefix = dotted ? 96 + digits(length) : digits(length);
        }
        boolean blockOfV4 = isV4(block) && prefix >= 96;
        int ignored = 128 - prefix;
        return isV4(address) == blockOfV4 && address.shiftRight(ignored).equals(block.shiftRight(ignored));
    }
}
