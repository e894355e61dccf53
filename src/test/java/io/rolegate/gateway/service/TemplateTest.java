package io.rolegate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rolegate.api.ApiException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of resource names. */
class TemplateTest {
    private static final Template QUEUE = Template.parse("acs:mns:{region}:{account}:/queues/{queue}/messages");

    @Test
    void expandedNameIsReadBackAlike() {
        Map<String, String> values = Map.of("region", "r", "account", "1", "queue", "q-1");

        String expanded = QUEUE.expand(name -> values.getOrDefault(name, ""));

        assertThat(expanded).isEqualTo("acs:mns:r:1:/queues/q-1/messages");
        assertThat(QUEUE.match(expanded, "/:")).isEqualTo(values);
    }

    @Test
    void valueCannotMakeOneResourceLookLikeAnother() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> QUEUE.expand(name -> name.equals("queue") ? "q1/messages/x" : "1"));
        assertThat(Template.parse("acs:n:::note/{note}").expand(name -> "a/b:c"))
                .isEqualTo("acs:n:::note/a/b:c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a", "a}", "{}", "{a}{b}", "{a}/{a}", "{a b}", "{{a}}"})
    void malformedTemplatesAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Template.parse(text));
    }

    @Test
    void variablesEndAtDelimiters() {
        assertThat(Template.parse("{a}:{b}/c").variablesEndAt("/:")).isTrue();
        assertThat(Template.parse("{a}.c").variablesEndAt("/:")).isFalse();
        assertThat(Template.parse("queues/{a}").match("queues/x/y", "/:")).isNull();
    }
}
