package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallViewTest {

    private static final HeaderList NO_HEADERS = HeaderList.builder().build();
    private static final HeaderList FORM = HeaderList.builder()
            .add("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8")
            .build();

    @Test
    void splitsTargetAndDecodesParametersInOrder() {
        CallView call = read("/a%20b/?b=x+y%2F*&a=&%E4%B8%AD=~");

        assertThat(call.rawPath()).isEqualTo("/a%20b/");
        assertThat(call.rawQuery()).isEqualTo("b=x+y%2F*&a=&%E4%B8%AD=~");
        assertThat(call.query())
                .containsExactly(new Parameter("b", "x y/*"), new Parameter("a", ""), new Parameter("中", "~"));
        assertThat(call.canonicalQuery()).isEqualTo("a=&b=x%20y%2F%2A&%E4%B8%AD=~");
    }

    @Test
    void withoutEmptyParametersNothingOfThemIsLeft() {
        CallView call = (CallView) CallView.read("POST", "/?b=1&a=", FORM, "c=&d=2".getBytes(StandardCharsets.UTF_8));

        CallView fuller = call.withoutEmptyParameters();

        assertThat(fuller.target()).isEqualTo("/?b=1");
        assertThat(fuller.rawQuery()).isEqualTo("b=1");
        assertThat(fuller.parameter("a")).isNull();
        assertThat(fuller.canonicalForm()).isEqualTo("d=2");
        assertThat(fuller.withoutEmptyParameters()).isSameAs(fuller);
    }

    @Test
    void plusIsAPlusUnderMns() {
        HeaderList mns = HeaderList.builder().add("Authorization", "MNS a:b").build();

        CallView call = (CallView) CallView.read("GET", "/q?ReceiptHandle=1-a+b/c=d", mns, null);

        assertThat(call.parameter("ReceiptHandle")).isEqualTo("1-a+b/c=d");
        assertThat(call.canonicalQuery()).isEqualTo("ReceiptHandle=1-a%2Bb%2Fc%3Dd");
    }

    @Test
    void otherBodiesAreNoForms() {
        CallView call = (CallView) CallView.read("POST", "/", NO_HEADERS, "a=b".getBytes(StandardCharsets.UTF_8));

        assertThat(call.form()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://h/a?b=c,/a", "https://h:1/,/"})
    void absoluteTargetIsReadWithoutItsOrigin(String target, String path) {
        assertThat(read(target).rawPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "http://h",
                "http:///a",
                "http://h?/a",
                "ftp://h/",
                "/ ",
                "/a#b",
                "/\u00e9",
                "/\n",
                "/?a=%",
                "/?a=%2",
                "/?a=%zz",
                "/?%ff=a",
                "/?a=%C0%80",
                "/?a=%ED%A0%80",
                "/?a&",
                "/?&a",
                "/?a&&b",
                "/?=a",
                "/?a=1&a=2",
                "/?a=1&%61=2",
                "/?a&a"
            })
    void whatCanBeReadTwoWaysIsRefused(String target) {
        assertThat(CallView.read("GET", target, NO_HEADERS, null)).isInstanceOf(Rejection.class);
    }

    @Test
    void aParameterInQueryAndFormIsRefusedByItsName() {
        assertThat(CallView.read("POST", "/?UserName=1", FORM, "UserName=1".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.why())
                        .isEqualTo("the parameter UserName is repeated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " name", "na me", "name:", "n\u00e4me", "\u212aey"})
    void malformedHeaderNameIsRefused(String name) {
        HeaderList headers = HeaderList.builder().add(name, "value").build();

        assertThat(CallView.read("GET", "/", headers, null)).isInstanceOf(Rejection.class);
    }

    @Test
    void headersKeepTheirOrderAndLoseLetterCaseAndOuterBlanks() {
        HeaderList headers = HeaderList.of(List.of(
                Map.entry("X-Acs-B", " \tv1  v2 "),
                Map.entry("Date", ""),
                Map.entry("x-acs-a", "1"),
                Map.entry("DATE", "2")));

        assertThat(headers.name(0)).isEqualTo("x-acs-b");
        assertThat(headers.value(0)).isEqualTo("v1  v2");
        assertThat(headers.count("date")).isEqualTo(2);
        assertThat(headers.first("date")).isEmpty();
        assertThat(headers.repeatedNames()).containsExactly("date");
        assertThat(headers.sortedIndexes("x-acs-")).containsExactly(2, 0);
    }

    @Property
    void canonicalEncodingIsReadBackAsItWas(@ForAll String name, @ForAll String value) {
        String key = "k" + new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String text = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        CanonicalBuffer buffer = new CanonicalBuffer().encoded(key).ascii('=').encoded(text);

        CallView call = read("/?" + buffer);

        assertThat(call.query()).containsExactly(new Parameter(key, text));
        assertThat(call.canonicalQuery()).isEqualTo(buffer.toString());
        assertThat(new CanonicalBuffer().twiceEncoded(text).toString())
                .isEqualTo(new CanonicalBuffer()
                        .encoded(new CanonicalBuffer().encoded(text).toString())
                        .toString());
        assertThat(new CanonicalBuffer().utf8(value).toString()).isEqualTo(text);
    }

    @Property
    void namesSortAsTheirBytesDo(@ForAll String left, @ForAll String right) {
        String a = new String(left.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String b = new String(right.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        int byBytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(Parameter.compareNames(a, b))).isEqualTo(Integer.signum(byBytes));
    }

    private static CallView read(String target) {
        return (CallView) CallView.read("GET", target, NO_HEADERS, null);
    }
}
