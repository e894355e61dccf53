package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rolegate.api.ApiException;
import io.rolegate.signature.CallView;
import io.rolegate.signature.HeaderList;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of resources in bodies: read in one way only, or refused. */
class NamedResourcesTest {
    private final NamedResources names = new NamedResources();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Subscription xmlns=\"http://mns.aliyuncs.com/doc/v1\"><Endpoint>q1</Endpoint></Subscription>",
                "<?xml version=\"1.0\"?><S><A/><Endpoint> q1\n</Endpoint><B>Endpoint</B></S>",
                "\n <S><Deep><Endpoint>q1</Endpoint></Deep></S>",
                "{\"Endpoint\":\"q1\"}",
                "{\"other\":{\"Endpoint\":\"q2\"},\"Endpoint\":\"q1\",\"list\":[{\"Endpoint\":1}]}",
                "\uFEFF{\"Endpoint\":[\"q1\"]}"
            })
    void nameIsRead(String body) {
        assertThat(inBody(body, "Endpoint")).containsExactly("q1");
    }

    @Test
    void listsNameSeveral() {
        assertThat(inBody("{\"ids\":[\"a\",\"b\"]}", "ids")).containsExactly("a", "b");
        assertThat(inParameter("[\"a\",\"b\"]")).containsExactly("a", "b");
        assertThat(inParameter("a")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<S><Other>q1</Other></S>", "{\"Other\":\"q1\"}", "{\"a\":{\"Endpoint\":\"q1\"}}", "[]"})
    void whatIsNotThereIsNotFound(String body) {
        assertThat(inBody(body, "Endpoint")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Endpoint=q1",
                "<S><Endpoint>q1</Endpoint><Endpoint>q2</Endpoint></S>",
                "<S><Endpoint>q1</Endpoint><endpoint>q2</endpoint></S>",
                "<S><Endpoint>q1<x/></Endpoint></S>",
                "<S><Endpoint>q1</Endpoint>",
                "<!DOCTYPE S [<!ENTITY e \"q1\">]><S><Endpoint>&e;</Endpoint></S>",
                "<S><Endpoint>q1</Endpoint></S><S/>",
                "{\"Endpoint\":\"q1\",\"Endpoint\":\"q2\"}",
                "{\"Endpoint\":\"q1\",\"endpoint\":\"q2\"}",
                "{\"endpoint\":\"q2\"}",
                "{\"Endpoint\":\"q1\"}{\"Endpoint\":\"q2\"}",
                "{\"Endpoint\":{\"name\":\"q1\"}}",
                "{\"Endpoint\":1}",
                "{\"Endpoint\":null}",
                "{\"Endpoint\":[\"q1\",2]}",
                "{\"Endpoint\":\"q1\""
            })
    void whatCanBeReadInTwoWaysIsRefused(String body) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> inBody(body, "Endpoint"));
    }

    @Test
    void deepAndLongDocumentsAreRefused() {
        String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + ",\"Endpoint\":\"q\"}";
        String many = IntStream.range(0, 101).mapToObj(number -> "\"q\"").collect(Collectors.joining(",", "[", "]"));

        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> inBody(deep, "Endpoint"));
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> inParameter(many));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\"", "[\"a\"]x", "[1]", "[[\"a\"]]"})
    void malformedListsAreRefused(String value) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> inParameter(value));
    }

    @Test
    void emptyListNamesNothing() {
        assertThat(inParameter("[]")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids.1=a&ids.2=b&other=c", "ids.2=b&ids.1=a", "ids=%5B%22a%22%2C%22b%22%5D"})
    void parametersListSeveral(String query) {
        assertThat(names.inParameters(call(query), "ids")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ids=a&ids.1=b",
                "ids=&ids.1=b",
                "ids.1=a&ids.3=b",
                "ids.0=a&ids.1=b",
                "ids.1=a&ids.02=b",
                "ids.1=a&IDS.2=b",
                "ids.1=a&ids.1.name=b",
                "ids.1=a&ids[2]=b",
                "ids[]=a",
                "ids.1=",
                "ids.=a",
                "ids=a&Ids=b",
                "Ids.1=a"
            })
    void parametersThatCanBeReadInTwoWaysAreRefused(String query) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> names.inParameters(call(query), "ids"));
    }

    @Test
    void longListsOfParametersAreRefused() {
        String most =
                IntStream.rangeClosed(1, 100).mapToObj(n -> "ids." + n + "=a").collect(Collectors.joining("&"));

        assertThat(names.inParameters(call(most), "ids")).hasSize(100);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> names.inParameters(call(most + "&ids.101=a"), "ids"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids=a", "ids.1=a", "IDS=a"})
    void resourcesNamedInBodyAndParametersAreRefused(String query) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> names.inBody(call(query), Buffer.buffer("{\"ids\":[\"a\"]}"), "ids"));
    }

    private List<String> inBody(String body, String field) {
        return names.inBody(call(""), Buffer.buffer(body), field);
    }

    private List<String> inParameter(String value) {
        return names.inParameters(call("ids=" + URLEncoder.encode(value, StandardCharsets.UTF_8)), "ids");
    }

    private static CallView call(String query) {
        return (CallView)
                CallView.read("GET", "/?" + query, HeaderList.builder().build(), null);
    }
}
