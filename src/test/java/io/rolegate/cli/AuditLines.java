package io.rolegate.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of an audit log about one account. */
final class AuditLines {
    static final String ACCOUNT = "1001000000000001";
    static final String AMY = "acs:ram::" + ACCOUNT + ":user/amy";
    static final String PARTNER = "acs:ram::" + ACCOUNT + ":role/partner";

    private final List<String> lines = new ArrayList<>();

    /** A request of amy's on a queue. */
    static JsonObject amy(String action, String queue, String decision) {
        return request(AMY, "RAMUser", action, queue, decision);
    }

    /** A request of one of the partner role's sessions on a queue. */
    static JsonObject partner(String session, String action, String queue, String decision) {
        String arn = "acs:ram::" + ACCOUNT + ":assumed-role/partner/" + session;
        return request(arn, "AssumedRoleUser", action, queue, decision);
    }

    private static JsonObject request(String arn, String type, String action, String queue, String decision) {
        return new JsonObject()
                .put("accountId", ACCOUNT)
                .put("principalArn", arn)
                .put("principalType", type)
                .put("sourceIpAddress", "192.0.2.1")
                .put("action", action)
                .put("resource", queue(queue))
                .put("resourceAccountId", ACCOUNT)
                .put("requestContext", JsonObject.of("acs:PrincipalArn", arn, "acs:SecureTransport", "true"))
                .put("decision", decision);
    }

    static String queue(String name) {
        return "acs:mns:cn-hangzhou:" + ACCOUNT + ":/queues/" + name;
    }

    /** That an identity policy decided. */
    static JsonObject by(JsonObject line, String policy) {
        return line.put("policyKind", "identity").put("policy", policy);
    }

    AuditLines add(JsonObject line) {
        int number = lines.size();
        lines.add(new JsonObject()
                .put("eventTime", "2026-11-01T10:00:" + (number < 10 ? "0" : "") + number + "Z")
                .put("requestId", "R" + number)
                .mergeIn(line)
                .encode());
        return this;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, lines);
    }
}
