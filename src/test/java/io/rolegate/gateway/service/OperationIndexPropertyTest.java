package io.rolegate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The index finds what trying every operation would find. */
class OperationIndexPropertyTest {
    @Property(tries = 300)
    void indexFindsTheMostSpecificOfAllThatFit(
            @ForAll("templates") List<String> templates, @ForAll("paths") List<String> paths) {
        ServiceDefinition service = service(templates);
        OperationIndex index = new OperationIndex(List.of(service));

        for (String path : paths) {
            OperationIndex.Choice choice = index.find("GET", path, 0);
            OperationIndex.Entry found = choice == null ? null : choice.of(call(path));

            assertThat(found == null ? null : found.operation().name()).isEqualTo(searched(service, path));
        }
    }

    /** Those of the templates that can be in force together. */
    private static ServiceDefinition service(List<String> templates) {
        List<OperationDefinition> operations = new ArrayList<>();
        for (String template : templates) {
            List<OperationDefinition> more = new ArrayList<>(operations);
            more.add(Definitions.operation("GET", template));
            if (Overlap.among(List.of(Definitions.service("s", Dialect.ROA, false, more)))
                    .isEmpty()) {
                operations = more;
            }
        }
        return Definitions.service("s", Dialect.ROA, false, operations);
    }

    private static @Nullable String searched(ServiceDefinition service, String path) {
        return service.operations().stream()
                .filter(operation -> fits(operation, path))
                .max(Comparator.comparingInt(operation -> path(operation).literals()))
                .map(OperationDefinition::name)
                .orElse(null);
    }

    private static boolean fits(OperationDefinition operation, String path) {
        String[] segments = path.substring(1).split("/", -1);
        List<PathTemplate.Segment> wanted = path(operation).segments();
        if (path.equals("/")) {
            return wanted.isEmpty();
        }
        boolean fits = wanted.size() == segments.length;
        for (int index = 0; fits && index < segments.length; index++) {
            PathTemplate.Segment segment = wanted.get(index);
            fits = segment.isVariable()
                    ? !segments[index].isEmpty()
                    : segment.text().equals(segments[index]);
        }
        return fits;
    }

    private static PathTemplate path(OperationDefinition operation) {
        return Objects.requireNonNull(operation.match()).path();
    }

    private static CallView call(String path) {
        return (CallView) CallView.read("GET", path, HeaderList.builder().build(), null);
    }

    @Provide
    Arbitrary<List<String>> templates() {
        Arbitrary<String> segment = Arbitraries.of("a", "b", "ab", "{}", "{}");
        return segment.list()
                .ofMaxSize(4)
                .map(OperationIndexPropertyTest::template)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static String template(List<String> segments) {
        StringBuilder template = new StringBuilder();
        for (String segment : segments) {
            template.append('/').append(segment.equals("{}") ? "{v" + template.length() + "}" : segment);
        }
        return template.isEmpty() ? "/" : template.toString();
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of("a", "b", "ab", "c", "")
                .list()
                .ofMaxSize(5)
                .map(segments -> "/" + String.join("/", segments))
                .list()
                .ofSize(20);
    }
}
