package io.rolegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Reader and JSON Schema judge alike whatever is done to a good file, save for what no schema can express. */
class ServiceSchemaPropertyTest {
    private static final List<Object> VALUES = List.of(
            "",
            "x",
            "acs3",
            "mns",
            "GET",
            "/",
            "/a/{b}",
            "/a//b",
            "{a}",
            "{a}{b}",
            "{a}b",
            "n:Act",
            "*",
            "acs:n:::{param.x}",
            "acs:n",
            "http://h:1",
            "http://h/p",
            "content-type",
            "true",
            "1",
            0,
            1,
            65_536,
            1 << 30,
            -1,
            true,
            1.5,
            List.of(),
            List.of("x"),
            List.of("x", "x"),
            List.of(1),
            List.of(Map.of()),
            Map.of(),
            Map.of("x", "y"),
            Map.of("x", 1),
            Map.of("content-type", ""));
    private static final List<String> KEYS = List.of(
            "name",
            "path",
            "method",
            "query",
            "headers",
            "parameters",
            "field",
            "parameter",
            "pattern",
            "resource",
            "alsoAuthorise",
            "maxBodyBytes",
            "requestsPerSecond",
            "perPrincipal",
            "tls",
            "key",
            "retries",
            "failureStatuses",
            "healthCheck",
            "ejection",
            "circuitBreaker",
            "failures",
            "unknown");

    /** What only the reader can find: it depends on several places, or on more than the form of a text. */
    private static final Pattern BEYOND_SCHEMAS = Pattern.compile("can't be reached|is neither a variable|as well|"
            + "is defined twice|built-in service|not signed in every dialect|where a field of the body is read|"
            + "needs each variable once|twice$|account prefix|expected http://host|can't be read");

    private final List<String> good;
    private final ServiceSchema schema = new ServiceSchema();

    ServiceSchemaPropertyTest() throws IOException {
        good = ServiceCase.taken().map(ServiceCase::text).toList();
    }

    @Property(tries = 2000)
    void changedFileIsJudgedAlike(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        Object document = YamlSource.newYaml().load(good.get(random.nextInt(good.size())));
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            document = changed(document, random);
        }

        String text = new Yaml().dump(document);
        List<Finding> findings = findings(text);

        if (schema.takes(text)) {
            assertThat(findings).as(text).allMatch(finding -> BEYOND_SCHEMAS
                    .matcher(finding.problem())
                    .find());
        } else {
            assertThat(findings).as(text).isNotEmpty();
        }
    }

    private static List<Finding> findings(String text) {
        try {
            ServiceFiles.read(List.of(new YamlSource("changed.yaml", text)));
            return List.of();
        } catch (ConfigException e) {
            return e.findings();
        }
    }

    /** The document with one place changed: a value replaced, a key taken out, or one added. */
    private static @Nullable Object changed(@Nullable Object value, Random random) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(8) > 0) {
            return changedMap(map, random);
        }
        if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(8) > 0) {
            List<Object> copy = new ArrayList<>(list);
            int index = random.nextInt(copy.size());
            copy.set(index, changed(copy.get(index), random));
            return copy;
        }
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static Map<Object, Object> changedMap(Map<?, ?> map, Random random) {
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        List<Object> keys = new ArrayList<>(copy.keySet());
        Object key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(5)) {
            case 0 -> copy.remove(key);
            case 1 -> copy.put(KEYS.get(random.nextInt(KEYS.size())), VALUES.get(random.nextInt(VALUES.size())));
            default -> copy.put(key, changed(copy.get(key), random));
        }
        return copy;
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }
}
