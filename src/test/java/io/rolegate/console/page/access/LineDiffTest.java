package io.rolegate.console.page.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.console.page.access.LineDiff.Change;
import io.rolegate.console.page.access.LineDiff.Line;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void onlyWhatDiffersIsRemovedAndAdded() {
        assertThat(LineDiff.between("a\nb\nc\nd", "a\nx\nc\nd\ne"))
                .containsExactly(
                        new Line(Change.SAME, "a"),
                        new Line(Change.REMOVED, "b"),
                        new Line(Change.ADDED, "x"),
                        new Line(Change.SAME, "c"),
                        new Line(Change.SAME, "d"),
                        new Line(Change.ADDED, "e"));
    }

    @Test
    void textsTooLongToBeComparedAreReplacedAsAWhole() {
        String before = numbered("old ");
        String after = numbered("new ");

        assertThat(LineDiff.between(before, after))
                .hasSize(4000)
                .extracting(Line::change)
                .startsWith(Change.REMOVED)
                .endsWith(Change.ADDED);
    }

    private static String numbered(String word) {
        return IntStream.range(0, 2000).mapToObj(number -> word + number).collect(Collectors.joining("\n"));
    }

    @Property(tries = 300)
    void bothTextsCanBeReadFromIt(@ForAll("texts") String before, @ForAll("texts") String after) {
        List<Line> diff = LineDiff.between(before, after);

        assertThat(without(diff, Change.ADDED)).isEqualTo(before.lines().toList());
        assertThat(without(diff, Change.REMOVED)).isEqualTo(after.lines().toList());
    }

    private static List<String> without(List<Line> diff, Change change) {
        return diff.stream()
                .filter(line -> line.change() != change)
                .map(Line::text)
                .toList();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("{", "}", "\"a\"", "\"b\"", "")
                .list()
                .ofMaxSize(12)
                .map(lines -> String.join("\n", lines));
    }
}
