package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rolegate.api.ApiException;
import io.vertx.core.buffer.Buffer;
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
        assertThat(names.inBody(Buffer.buffer(body), "Endpoint")).containsExactly("q1");
    }

    @Test
    void listsNameSeveral() {
        assertThat(names.inBody(Buffer.buffer("{\"ids\":[\"a\",\"b\"]}"), "ids"))
                .containsExactly("a", "b");
        assertThat(names.inParameter("[\"a\",\"b\"]", "ids")).containsExactly("a", "b");
        assertThat(names.inParameter("a", "ids")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<S><Other>q1</Other></S>", "{\"Other\":\"q1\"}", "{\"a\":{\"Endpoint\":\"q1\"}}", "[]"})
    void whatIsNotThereIsNotFound(String body) {
        assertThat(names.inBody(Buffer.buffer(body), "Endpoint")).isEmpty();
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
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> names.inBody(Buffer.buffer(body), "Endpoint"));
    }

    @Test
    void deepAndLongDocumentsAreRefused() {
        String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + ",\"Endpoint\":\"q\"}";
        String many = IntStream.range(0, 101).mapToObj(number -> "\"q\"").collect(Collectors.joining(",", "[", "]"));

        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> names.inBody(Buffer.buffer(deep), "Endpoint"));
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> names.inParameter(many, "ids"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\"", "[\"a\"]x", "[1]", "[[\"a\"]]"})
    void malformedListsAreRefused(String value) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> names.inParameter(value, "ids"));
    }

    @Test
    void emptyListNamesNothing() {
        assertThat(names.inParameter("[]", "ids")).isEqualTo(List.of());
    }
}
