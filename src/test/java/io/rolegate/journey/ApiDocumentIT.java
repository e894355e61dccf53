package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/api.md lists what the running gateway has built in, and nothing else. */
@ExtendWith(RolegateExtension.class)
class ApiDocumentIT {
    private static final Pattern VERSION = Pattern.compile("^## .*, version ([0-9-]+)$");
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z][A-Za-z]+)` \\|.*");

    @Test
    void documentListsEveryBuiltInOperationAndNoOther(RunningGateway gateway) throws IOException {
        List<String> present = gateway.builtIn().stream()
                .flatMap(catalogue ->
                        catalogue.operations().stream().map(operation -> catalogue.version() + " " + operation.name()))
                .toList();

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(present);
    }

    private static List<String> documented() throws IOException {
        List<String> documented = new ArrayList<>();
        String version = "";
        for (String line : Files.readAllLines(Path.of("docs/api.md"))) {
            Matcher heading = VERSION.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                version = heading.group(1);
            } else if (row.matches()) {
                documented.add(version + " " + row.group(1));
            }
        }
        return documented;
    }
}
