package io.rolegate.policy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * An instant in the one notation that policies know (ram.md §1.4): {@code YYYY-MM-DD}, which is midnight in UTC, or
 * {@code YYYY-MM-DDThh:mm[:ss[.1-9 digits]](Z|±hh:mm)}.
 */
record DateTime(long epochSecond, int nano) implements Comparable<DateTime> {
    static final String EXPECTED = "a date such as 2026-01-31 or 2026-01-31T08:00:00+08:00";

    private static final int DATE_LENGTH = "YYYY-MM-DD".length();
    private static final int MAX_OFFSET_MINUTES = 18 * 60;
    private static final int MAX_FRACTION_DIGITS = 9;

    /** The instant, or null where {@code text} is not in that notation. */
    static @Nullable DateTime parse(String text) {
        Reader reader = new Reader(text);
        int year = reader.number(4, 1, 9999);
        reader.expect('-');
        int month = reader.number(2, 1, 12);
        reader.expect('-');
        int day = reader.number(2, 1, 31);
        if (reader.failed || day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        long midnight = LocalDate.of(year, month, day).toEpochDay() * 24 * 60 * 60;
        return text.length() == DATE_LENGTH ? new DateTime(midnight, 0) : withTime(midnight, reader);
    }

    private static @Nullable DateTime withTime(long midnight, Reader reader) {
        reader.expect('T');
        int minutes = reader.number(2, 0, 23) * 60;
        reader.expect(':');
        minutes += reader.number(2, 0, 59);
        int seconds = 0;
        int nano = 0;
        if (reader.skip(':')) {
            seconds = reader.number(2, 0, 59);
            nano = reader.skip('.') ? reader.fraction() : 0;
        }
        int offset = reader.offsetMinutes();
        if (reader.failed || !reader.atEnd()) {
            return null;
        }
        return new DateTime(midnight + (minutes - offset) * 60L + seconds, nano);
    }

    @Override
    public int compareTo(DateTime other) {
        int order = Long.compare(epochSecond, other.epochSecond);
        return order != 0 ? order : Integer.compare(nano, other.nano);
    }

    /** Reads fixed fields; once something was wrong it has {@code failed}, and its answers mean nothing. */
    private static final class Reader {
        private final String text;
        private int at;
        private boolean failed;

        private Reader(String text) {
            this.text = text;
        }

        private boolean atEnd() {
            return at == text.length();
        }

        private boolean skip(char expected) {
            boolean found = at < text.length() && text.charAt(at) == expected;
            at += found ? 1 : 0;
            return found;
        }

        private void expect(char expected) {
            failed |= !skip(expected);
        }

        private int number(int digits, int min, int max) {
            int number = 0;
            for (int i = 0; i < digits; i++) {
                number = number * 10 + digit();
            }
            failed |= number < min || number > max;
            return number;
        }

        private int digit() {
            if (at < text.length() && Ascii.isDigit(text.charAt(at))) {
                return text.charAt(at++) - '0';
            }
            failed = true;
            return 0;
        }

        private int fraction() {
            int nano = digit();
            for (int i = 1; i < MAX_FRACTION_DIGITS; i++) {
                boolean more = at < text.length() && Ascii.isDigit(text.charAt(at));
                nano = nano * 10 + (more ? digit() : 0);
            }
            return nano;
        }

        private int offsetMinutes() {
            if (skip('Z')) {
                return 0;
            }
            boolean west = skip('-');
            if (!west) {
                expect('+');
            }
            int minutes = number(2, 0, 18) * 60;
            expect(':');
            minutes += number(2, 0, 59);
            failed |= minutes > MAX_OFFSET_MINUTES;
            return west ? -minutes : minutes;
        }
    }
}
