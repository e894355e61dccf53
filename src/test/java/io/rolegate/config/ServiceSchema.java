package io.rolegate.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.YAMLException;

/** The JSON Schema of service files, as an editor applies it. */
final class ServiceSchema {
    private final Validator validator;

    ServiceSchema() throws IOException {
        JsonObject schema = new JsonObject(Files.readString(Path.of("config/service.schema.json")));
        validator = Validator.create(
                JsonSchema.of(schema),
                new JsonSchemaOptions()
                        .setBaseUri("https://rolegate.invalid/")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Flag));
    }

    boolean takes(String yaml) {
        Object document;
        try {
            document = YamlSource.newYaml().load(yaml);
        } catch (YAMLException e) {
            return false;
        }
        return takes(document);
    }

    boolean takes(Object document) {
        Object json = json(document);
        return json != null && validator.validate(json).getValid();
    }

    @SuppressWarnings("unchecked")
    private static Object json(Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, entry) -> object.put(String.valueOf(key), json(entry)));
            return object;
        }
        return value instanceof List<?> list
                ? new JsonArray(list.stream().map(ServiceSchema::json).toList())
                : value;
    }
}
