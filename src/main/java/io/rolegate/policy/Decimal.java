package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/**
 * An exact decimal number, compared digit by digit: linear in its length, unlike conversion to binary.
 *
 * @param negative never for zero
 * @param whole digits before the point without leading zeros
 * @param fraction digits after the point without trailing zeros
 */
record Decimal(boolean negative, String whole, String fraction) implements Comparable<Decimal> {

    /** Reads {@code [+-]?[0-9]+(\.[0-9]+)?}; null for anything else. */
    static @Nullable Decimal parse(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int point = text.indexOf('.');
        String whole = text.substring(start, point < 0 ? text.length() : Math.max(start, point));
        String fraction = point < 0 ? "0" : text.substring(point + 1);
        if (!Ascii.isDigits(whole) || !Ascii.isDigits(fraction)) {
            return null;
        }
        int first = 0;
        while (first < whole.length() && whole.charAt(first) == '0') {
            first++;
        }
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        boolean zero = first == whole.length() && end == 0;
        return new Decimal(!zero && text.charAt(0) == '-', whole.substring(first), fraction.substring(0, end));
    }

    @Override
    public int compareTo(Decimal other) {
        if (negative != other.negative) {
            return negative ? -1 : 1;
        }
        int order = Integer.compare(whole.length(), other.whole.length());
        if (order == 0) {
            order = whole.compareTo(other.whole);
        }
        if (order == 0) {
            order = fraction.compareTo(other.fraction);
        }
        return negative ? -order : order;
    }
}
