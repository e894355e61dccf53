package io.rolegate.audit;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of the audit log, and whether a log obeys it and is whole. */
public final class AuditSchema {
    private static final int EACH_KIND = 20;

    private final JsonObject document;
    private final Validator validator;

    /** Reads the schema. */
    public AuditSchema() {
        try {
            document = new JsonObject(Files.readString(Path.of("config/audit.schema.json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        validator = Validator.create(
                JsonSchema.of(document),
                new JsonSchemaOptions()
                        .setBaseUri("https://rolegate.invalid/")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    JsonObject event() {
        return document.getJsonObject("$defs").getJsonObject("event");
    }

    boolean takes(String line) {
        return validator.validate(new JsonObject(line)).getValid();
    }

    /** Fails unless the log's chain is whole and its lines are as the schema says: of each kind the first ones are looked at. */
    public void demand(Path log) {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        try (LogLines lines = LogLines.open(log)) {
            while (lines.advance()) {
                JsonObject line = new JsonObject(lines.text());
                String kind = line.getString("serviceName") + line.getString("eventName") + line.getString("decision");
                if (seen.merge(kind, 1, Integer::sum) <= EACH_KIND) {
                    OutputUnit result = validator.validate(line);
                    if (!result.getValid()) {
                        wrong.add(lines.text() + ": " + result.getErrors());
                    }
                }
            }
            new ChainVerifier(ChainKey.read(log.resolveSibling(log.getFileName() + ".key")), finding -> {
                        if (finding.isBroken()) {
                            wrong.add(finding.toString());
                        }
                    })
                    .verify(RotatedFiles.newestFirst(log));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError("The audit log is not as it should be: " + wrong);
        }
    }
}
