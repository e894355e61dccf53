package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PolicyVectorsTest {
    private final PolicyEngine engine = new StatementEngine();

    @TestFactory
    Stream<DynamicTest> referenceVectors() {
        return lines("/policy-vectors.jsonl").stream().map(this::test);
    }

    @TestFactory
    Stream<DynamicTest> ownCases() {
        return lines("/policy-cases.jsonl").stream().map(this::test);
    }

    private DynamicTest test(String line) {
        EvaluationCase evaluation;
        try {
            evaluation = EvaluationCase.parse(line);
        } catch (EvaluationCase.NotACaseException e) {
            throw new AssertionError(line, e);
        }
        return DynamicTest.dynamicTest(evaluation.name(), () -> {
            Decision decision = evaluation.decide(engine);

            assertThat(decision.verdict().wireName()).as(line).isEqualTo(evaluation.expect());
        });
    }

    static List<String> lines(String resource) {
        try (InputStream stream = PolicyVectorsTest.class.getResourceAsStream(resource)) {
            assertThat(stream).as(resource).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
