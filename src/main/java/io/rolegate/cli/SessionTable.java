package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** Calls the operations on sessions and prints what they answer. */
final class SessionTable {
    private static final String ROW = "%-30s  %-24s  %-20s  %-20s  %-20s  %s%n";
    private static final String MOST_AT_ONCE = "1000";

    private final CommandLine command;
    private final ClientOptions client;
    private final boolean json;

    SessionTable(CommandLine command, ClientOptions client, boolean json) {
        this.command = command;
        this.client = client;
        this.json = json;
    }

    /** Prints all sessions that a listing operation tells of, page by page. */
    int print(String action, Map<String, String> parameters) throws Exception {
        PrintWriter out = command.getOut();
        Map<String, String> request = new LinkedHashMap<>(parameters);
        request.put("MaxItems", MOST_AT_ONCE);
        while (true) {
            SignedClient.Reply reply = call(action, request);
            if (!reply.succeeded()) {
                return client.refused(reply);
            }
            JsonObject page = new JsonObject(reply.body());
            if (!json && !request.containsKey("Marker")) {
                out.printf(ROW, "SESSION", "ROLE", "NAME", "EXPIRES", "LAST USED", "SOURCE");
            }
            page.getJsonObject("Sessions").getJsonArray("Session").forEach(session -> print(out, (JsonObject) session));
            out.flush();
            if (!page.getBoolean("IsTruncated")) {
                return Main.DONE;
            }
            request.put("Marker", page.getString("Marker"));
        }
    }

    /** Prints what an operation would end. */
    int printDryRun(String action, Map<String, String> parameters) throws Exception {
        Map<String, String> request = new LinkedHashMap<>(parameters);
        request.put("DryRun", "true");
        return print(action, request);
    }

    /** Runs an operation and says nothing unless it is refused. */
    int run(String action, Map<String, String> parameters) throws Exception {
        SignedClient.Reply reply = call(action, parameters);
        return reply.succeeded() ? Main.DONE : client.refused(reply);
    }

    private SignedClient.Reply call(String action, Map<String, String> parameters) throws Exception {
        UnsignedRequest.Builder request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action(action)
                .version(ApiVersions.OWN);
        parameters.forEach(request::query);
        return client.call(request.build());
    }

    private void print(PrintWriter out, JsonObject session) {
        if (json) {
            out.println(session.encode());
            return;
        }
        out.printf(
                ROW,
                session.getString("SessionId"),
                session.getString("RoleName"),
                session.getString("SessionName"),
                session.getString("ExpirationDate"),
                session.getString("LastUsedDate", "never"),
                session.getString("SourcePrincipalArn"));
    }
}
