package io.rolegate.load;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** The calls that the simulations make, in every dialect. */
final class Calls {
    private static final String STS = "2015-04-01";
    private static final String CONTAINER_SERVICE = "2015-12-15";
    private static final String MESSAGE_SERVICE = "2015-06-06";
    private static final String OWN = "2026-11-01";
    private static final byte[] MESSAGE =
            "<Message><MessageBody>b3JkZXIgNDI=</MessageBody></Message>".getBytes(StandardCharsets.UTF_8);

    private Calls() {}

    static UnsignedRequest assumeRole(String roleArn, String sessionName) {
        return UnsignedRequest.builder(Dialect.RPC, "POST", "/")
                .action("AssumeRole")
                .version(STS)
                .query("RoleArn", roleArn)
                .query("RoleSessionName", sessionName)
                .build();
    }

    /** The session that AssumeRole has answered with. */
    static SigningCredentials session(String answer) {
        JsonObject key = new JsonObject(answer).getJsonObject("Credentials");
        return new SigningCredentials(
                key.getString("AccessKeyId"), key.getString("AccessKeySecret"), key.getString("SecurityToken"));
    }

    static UnsignedRequest identity() {
        return UnsignedRequest.builder(Dialect.RPC, "GET", "/")
                .action("GetCallerIdentity")
                .version(STS)
                .build();
    }

    static UnsignedRequest clusters(Dialect dialect) {
        return UnsignedRequest.builder(dialect, "GET", "/api/v1/clusters")
                .version(CONTAINER_SERVICE)
                .header("accept", "application/json")
                .build();
    }

    static UnsignedRequest send(String queue) {
        return UnsignedRequest.builder(Dialect.MNS, "POST", "/queues/" + queue + "/messages")
                .version(MESSAGE_SERVICE)
                .header("content-type", "text/xml")
                .body(MESSAGE)
                .build();
    }

    static UnsignedRequest attributes(String queue) {
        return UnsignedRequest.builder(Dialect.MNS, "GET", "/queues/" + queue)
                .version(MESSAGE_SERVICE)
                .build();
    }

    static UnsignedRequest revokeSessions(String roleName) {
        return UnsignedRequest.builder(Dialect.RPC, "POST", "/")
                .action("RevokeSessions")
                .version(OWN)
                .query("RoleName", roleName)
                .build();
    }
}
