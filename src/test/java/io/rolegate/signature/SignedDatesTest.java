package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedDatesTest {

    private static final long YEAR_1 = -62_135_596_800L;
    private static final long YEAR_9999 = 253_402_300_799L;
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    @Property
    void readsWhatTheJdkWrites(@ForAll @LongRange(min = YEAR_1, max = YEAR_9999) long second) {
        Instant instant = Instant.ofEpochSecond(second);

        assertThat(SignedDates.iso(instant.toString())).isEqualTo(second);
        assertThat(SignedDates.rfc1123(RFC_1123.format(instant.atOffset(ZoneOffset.UTC))))
                .isEqualTo(second);
        assertThat(SignedDates.formatIso(instant)).isEqualTo(instant.toString());
        assertThat(SignedDates.formatRfc1123(instant)).isEqualTo(RFC_1123.format(instant.atOffset(ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23T21:08:46",
                "2026-11-23T21:08:46z",
                "2026-11-23t21:08:46Z",
                "2026-11-23 21:08:46Z",
                "2026-11-23T21:08:46.0Z",
                "2026-11-23T21:08:46+00:00",
                "2026-02-29T21:08:46Z",
                "2026-00-10T21:08:46Z",
                "2026-11-31T21:08:46Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T21:60:00Z",
                "2026-11-23T21:08:60Z",
                "\u0662026-11-23T21:08:46Z",
                "Sun, 23 Nov 2026 21:08:46 GMT",
                "mon, 23 Nov 2026 21:08:46 GMT",
                "Mon, 23 NOV 2026 21:08:46 GMT",
                "Mon, 23 Nov 2026 21:08:46 UTC",
                "Mon, 23 Nov 2026 21:08:46 +0000",
                "Mon, 3 Nov 2026 21:08:46 GMT",
                "Monday, 23-Nov-26 21:08:46 GMT",
                "Mon, 23 onN 2026 21:08:46 GMT"
            })
    void anythingElseIsUnreadable(String text) {
        assertThat(SignedDates.iso(text)).isEqualTo(SignedDates.UNREADABLE);
        assertThat(SignedDates.rfc1123(text)).isEqualTo(SignedDates.UNREADABLE);
    }
}
