package io.rolegate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One case of {@code service-cases.yaml}.
 *
 * @param refusals what the gateway says, {@code at LINE: KEY: PROBLEM}; empty where it takes the file
 */
record ServiceCase(String name, List<String> refusals, boolean schemaTakes, String text) {
    private static final String REFUSED = "refused ";

    static Stream<ServiceCase> all() throws IOException {
        String[] documents = Files.readString(Path.of("src/test/resources/service-cases.yaml"))
                .split("(?m)^---\n");
        return Stream.of(documents).skip(1).map(ServiceCase::parse);
    }

    static Stream<ServiceCase> taken() throws IOException {
        return all().filter(example -> example.refusals().isEmpty());
    }

    private static ServiceCase parse(String document) {
        List<String> comments = new ArrayList<>();
        String rest = document;
        while (rest.startsWith("# ")) {
            int end = rest.indexOf('\n');
            comments.add(rest.substring(2, end));
            rest = rest.substring(end + 1);
        }
        return new ServiceCase(
                comments.get(0),
                comments.stream()
                        .filter(comment -> comment.startsWith(REFUSED))
                        .map(comment -> comment.substring(REFUSED.length()))
                        .toList(),
                !comments.contains("the schema refuses it"),
                rest);
    }
}
