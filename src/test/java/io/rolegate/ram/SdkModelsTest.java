package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.tea.TeaModel;
import com.google.gson.Gson;
import io.rolegate.api.Answer;
import io.rolegate.api.AnswerRenderer;
import io.rolegate.api.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The answers fill the typed models of the official SDK: no field of ours is lost there, and none of theirs stays empty. */
class SdkModelsTest {
    /** What not every item has. */
    private static final Set<String> OPTIONAL = Set.of("Marker", "ActivateDate", "User");

    @TestFactory
    Stream<DynamicTest> answersFillTheModels() {
        RamFixture ram = new RamFixture();
        World world = ram.world();
        return Example.operations().stream()
                .filter(example -> example.version() == null)
                // The SDK is older than this operation.
                .filter(example -> !example.operation().equals("GetAccountSummary"))
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    Answer answer = Answer.of(world.call(example));
                    Map<?, ?> sent = new Gson()
                            .fromJson(
                                    AnswerRenderer.render(Format.JSON, example.operation(), answer, "REQ-1")
                                            .body(),
                                    Map.class);

                    TeaModel model = read(example.operation(), sent);

                    assertThat(leaves("", model.toMap())).isEqualTo(leaves("", sent));
                }));
    }

    private static TeaModel read(String operation, Map<?, ?> sent) throws ReflectiveOperationException {
        TeaModel empty = Class.forName("com.aliyun.ram20150501.models." + operation + "ResponseBody")
                .asSubclass(TeaModel.class)
                .getDeclaredConstructor()
                .newInstance();
        Map<String, Object> typed = sent.entrySet().stream()
                .collect(Collectors.toMap(field -> field.getKey().toString(), Map.Entry::getValue));
        return TeaModel.build(typed, empty);
    }

    /** Every leaf by its path, as text; a null of the model shows as missing, save where it is optional. */
    private static Map<String, String> leaves(String path, @Nullable Object value) {
        Map<String, String> leaves = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> leaves.putAll(leaves(path + "." + name, inner)));
        } else if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list);
            for (int i = 0; i < items.size(); i++) {
                leaves.putAll(leaves(path + "[" + i + "]", items.get(i)));
            }
        } else if (value != null || !OPTIONAL.contains(path.substring(path.lastIndexOf('.') + 1))) {
            leaves.put(path, value instanceof Number number ? "" + number.longValue() : "" + value);
        }
        return leaves;
    }
}
