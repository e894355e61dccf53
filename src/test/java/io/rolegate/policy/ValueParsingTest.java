package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Numbers, dates and addresses against what the JDK makes of them; refused notations are in policy-cases.jsonl. */
class ValueParsingTest {

    @Property
    void decimalsCompareAsBigDecimalsDo(@ForAll @Scale(6) BigDecimal left, @ForAll @Scale(3) BigDecimal right) {
        Decimal first = Objects.requireNonNull(Decimal.parse(left.toPlainString()));
        Decimal second = Objects.requireNonNull(Decimal.parse(right.toPlainString()));

        assertThat(Integer.signum(first.compareTo(second))).isEqualTo(left.compareTo(right));
        assertThat(Decimal.parse(left.toPlainString() + (left.scale() > 0 ? "000" : ".000")))
                .isEqualTo(first);
    }

    @Test
    void veryLongNumbersAreCompared() {
        String digits = "9".repeat(1_000_000);

        assertThat(Decimal.parse(digits)).isLessThan(Objects.requireNonNull(Decimal.parse("1" + digits)));
        assertThat(Decimal.parse("0".repeat(1_000_000) + "1.0")).isEqualTo(Decimal.parse("1"));
    }

    @Property
    void datesAreTheInstantsThatTheySpell(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        OffsetDateTime time =
                Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        if (time.getYear() < 1 || time.getYear() > 9999) {
            return;
        }

        assertThat(DateTime.parse(time.toString())).as(time.toString()).isEqualTo(new DateTime(second, nano));
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        Decimal.parse(text);
        DateTime.parse(text);
        IpBlock.parse(text);
        BoolOperator.parse(text);
        Arn.parse(text).ifPresent(arn -> assertThat(arn.format()).isEqualTo(text));
    }

    @Property
    void blocksHoldWhatSharesTheirPrefix(
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(max = 127) int flipped,
            @ForAll @IntRange(max = 128) int prefix) {
        IpAddress network = new IpAddress(high | 1, low);
        BigInteger bit = BigInteger.ONE.shiftLeft(127 - flipped);
        IpAddress other =
                new IpAddress(network.high() ^ bit.shiftRight(64).longValue(), network.low() ^ bit.longValue());
        if (other.isV4()) {
            return;
        }

        assertThat(new IpBlock(network, prefix).contains(network)).isTrue();
        assertThat(new IpBlock(network, prefix).contains(other)).isEqualTo(flipped >= prefix);
    }

    @Property
    void addressesAreReadInTheirLongSpelling(@ForAll long high, @ForAll long low) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            long half = i < 4 ? high : low;
            text.append(i == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - 16 * (i % 4)) & 0xffff));
        }

        assertThat(IpAddress.parse(text.toString())).isEqualTo(new IpAddress(high, low));
    }
}
