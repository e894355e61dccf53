package io.rolegate.signature;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;

/** The two date formats that are signed, read strictly and without garbage (signatures.md 7). */
final class SignedDates {

    /** What the readers give for anything but the exact format and a real date. */
    static final long UNREADABLE = Long.MIN_VALUE;

    private static final String ISO_SHAPE = "9999-99-99T99:99:99Z";
    private static final String RFC_1123_SHAPE = "aaa, 99 aaa 9999 99:99:99 GMT";
    private static final String WEEKDAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private SignedDates() {}

    /** Epoch second of {@code yyyy-MM-ddTHH:mm:ssZ}. */
    static long iso(String text) {
        if (!hasShape(text, ISO_SHAPE)) {
            return UNREADABLE;
        }
        return epochSecond(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), time(text, 11));
    }

    /** Epoch second of {@code EEE, dd MMM yyyy HH:mm:ss GMT}; a weekday that doesn't fit the date is unreadable. */
    static long rfc1123(String text) {
        if (!hasShape(text, RFC_1123_SHAPE)) {
            return UNREADABLE;
        }
        int month = indexOfName(MONTHS, text, 8) + 1;
        long second = epochSecond(number(text, 12, 16), month, number(text, 5, 7), time(text, 17));
        if (second == UNREADABLE) {
            return UNREADABLE;
        }
        int weekday = Math.floorMod(Math.floorDiv(second, 86_400) + 3, 7);
        return indexOfName(WEEKDAYS, text, 0) == weekday ? second : UNREADABLE;
    }

    static String formatIso(Instant instant) {
        ZonedDateTime at = instant.atZone(ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02dZ",
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond());
    }

    static String formatRfc1123(Instant instant) {
        ZonedDateTime at = instant.atZone(ZoneOffset.UTC);
        int weekday = 3 * (at.getDayOfWeek().getValue() - 1);
        int month = 3 * (at.getMonthValue() - 1);
        return String.format(
                Locale.ROOT,
                "%s, %02d %s %04d %02d:%02d:%02d GMT",
                WEEKDAYS.substring(weekday, weekday + 3),
                at.getDayOfMonth(),
                MONTHS.substring(month, month + 3),
                at.getYear(),
                at.getHour(),
                at.getMinute(),
                at.getSecond());
    }

    private static boolean hasShape(String text, String shape) {
        if (text.length() != shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char expected = shape.charAt(i);
            char c = text.charAt(i);
            boolean fits = expected == '9' ? c >= '0' && c <= '9' : expected == 'a' ? c < 128 : c == expected;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static int time(String text, int start) {
        int hour = number(text, start, start + 2);
        int minute = number(text, start + 3, start + 5);
        int second = number(text, start + 6, start + 8);
        return hour < 24 && minute < 60 && second < 60 ? (hour * 60 + minute) * 60 + second : -1;
    }

    private static int indexOfName(String names, String text, int start) {
        for (int i = 0; i < names.length(); i += 3) {
            if (text.regionMatches(start, names, i, 3)) {
                return i / 3;
            }
        }
        return -1;
    }

    private static long epochSecond(int year, int month, int day, int secondOfDay) {
        if (secondOfDay < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return UNREADABLE;
        }
        return LocalDate.of(year, month, day).toEpochDay() * 86_400 + secondOfDay;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
