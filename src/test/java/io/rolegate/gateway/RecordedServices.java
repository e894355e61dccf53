package io.rolegate.gateway;

import io.rolegate.cli.RunningGateway;
import io.rolegate.wire.RawConnection;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * A gateway before services of every dialect, whose server keeps the very bytes that reach it, and reads them as a careless
 * one would: with a parser of its own, names without case, plus as a blank.
 */
final class RecordedServices implements AutoCloseable {
    private static final String SHELF =
            """
            name: shelf
            version: "2030-01-01"
            dialects: [acs3, roa]
            upstreams: [%s]
            operations:
              - {name: Count, method: GET, path: "/shelf/all:count", action: "shelf:Count", resource: "acs:shelf:{region}:{account}:count"}
              - {name: Get, method: GET, path: "/shelf/{item}", action: "shelf:Get", resource: "acs:shelf:{region}:{account}:item/{item}"}
              - {name: Put, method: PUT, path: "/shelf/{item}", action: "shelf:Put", resource: "acs:shelf:{region}:{account}:item/{item}"}
              - {name: GetPart, method: GET, path: "/shelf/{item}/parts/{part}", action: "shelf:GetPart", resource: "acs:shelf:{region}:{account}:item/{item}/{part}"}
            """;
    private static final String THING =
            """
            name: thing
            version: "2030-02-02"
            dialects: [acs3, rpc]
            upstreams: [%s]
            operations:
              - {name: GetThing, action: "thing:Get", resource: "acs:thing:{region}:{account}:thing/{param.Name}"}
              - {name: DropThing, action: "thing:Drop", resource: "acs:thing:{region}:{account}:thing/{param.Name}"}
            """;
    private static final String POST =
            """
            name: post
            version: "2030-03-03"
            dialects: [mns]
            accountPrefix: true
            upstreams: [%s]
            operations:
              - {name: Peek, method: GET, path: "/post/{box}", query: {peek: "true"}, action: "post:Peek", resource: "acs:post:{region}:{account}:box/{box}"}
              - {name: Receive, method: GET, path: "/post/{box}", action: "post:Receive", resource: "acs:post:{region}:{account}:box/{box}"}
              - {name: Send, method: PUT, path: "/post/{box}", action: "post:Send", resource: "acs:post:{region}:{account}:box/{box}"}
            """;

    /** Headers that nothing is decided by; they may come several times. */
    private static final Set<String> HARMLESS = Set.of(
            "x-harmless", "x-tab", "x-latin", "x-bare", "accept", "accept-encoding", "content-encoding", "range");

    private final RawUpstream upstream = new RawUpstream(this::keep);
    private final Queue<Recorded> recorded = new ConcurrentLinkedQueue<>();
    private final RunningGateway gateway;

    /** With settings beside those that it needs. */
    RecordedServices(Map<String, String> settings) throws IOException, TimeoutException {
        Path folder = Files.createTempDirectory("rolegate-services");
        Files.writeString(folder.resolve("shelf.yaml"), SHELF.formatted(upstream.address()));
        Files.writeString(folder.resolve("thing.yaml"), THING.formatted(upstream.address()));
        Files.writeString(folder.resolve("post.yaml"), POST.formatted(upstream.address()));
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.of(
                "services", folder.toString(),
                "limits.headSeconds", "1",
                "limits.bodyIdleSeconds", "1",
                "limits.keepAliveSeconds", "1"));
        gateway = RunningGateway.start(all);
    }

    private void keep(RawUpstream.Connection connection) throws IOException {
        Recorded request = Recorded.of(connection.head());
        String length = request.headers().get("content-length");
        byte[] body = length == null ? new byte[0] : connection.read(Integer.parseInt(length));
        recorded.add(request.with(new String(body, StandardCharsets.ISO_8859_1)));
        connection.send(RawUpstream.OK).keep();
    }

    /** A request as the service's server understands it. */
    record Recorded(
            String head,
            String method,
            List<String> path,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {
        private static Recorded of(String head) {
            String[] lines = head.split("\r\n", -1);
            String[] request = lines[0].split(" ", -1);
            String[] target = request[1].split("\\?", 2);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int index = 1; !lines[index].isEmpty(); index++) {
                int colon = lines[index].indexOf(':');
                String name = lines[index].substring(0, colon).toLowerCase(Locale.ROOT);
                String before =
                        headers.put(name, lines[index].substring(colon + 1).strip());
                if (before != null && !HARMLESS.contains(name)) {
                    headers.put("repeated", name);
                }
            }
            List<String> path = new ArrayList<>();
            for (String segment : target[0].substring(1).split("/", -1)) {
                path.add(URLDecoder.decode(segment, StandardCharsets.UTF_8));
            }
            return new Recorded(head, request[0], path, parameters(target.length < 2 ? "" : target[1]), headers, "");
        }

        private Recorded with(String sent) {
            return new Recorded(head, method, path, query, headers, sent);
        }

        /** The parameters by name; of those that differ in case only, the last. */
        static Map<String, String> parameters(String text) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return parameters;
        }

        /** The action that the service would perform. */
        String action() {
            return switch (path.get(0)) {
                case "shelf" -> "shelf:" + shelfOperation();
                case "post" -> "post:" + (method.equals("PUT") ? "Send" : isPeek() ? "Peek" : "Receive");
                default -> "thing:" + (named("Action").equals("DropThing") ? "Drop" : "Get");
            };
        }

        private String shelfOperation() {
            if (method.equals("PUT")) {
                return "Put";
            }
            return path.size() == 4 ? "GetPart" : path.get(1).equals("all:count") ? "Count" : "Get";
        }

        private boolean isPeek() {
            return query.entrySet().stream()
                    .anyMatch(parameter -> parameter.getKey().equalsIgnoreCase("peek")
                            && parameter.getValue().equals("true"));
        }

        /** What the service would perform it on. */
        String resource() {
            return switch (action()) {
                case "shelf:Count" -> "count";
                case "shelf:GetPart" -> "item/" + path.get(1) + "/" + path.get(3);
                case "shelf:Get", "shelf:Put" -> "item/" + path.get(1);
                case "thing:Get", "thing:Drop" -> "thing/" + named("Name");
                default -> "box/" + path.get(1);
            };
        }

        /** Those of the query and of a form. */
        Map<String, String> parameters() {
            Map<String, String> all = new LinkedHashMap<>(query);
            if (headers.getOrDefault("content-type", "").contains("form")) {
                all.putAll(parameters(body));
            }
            return all;
        }

        private String named(String name) {
            Map<String, String> all = parameters();
            if (name.equals("Action") && headers.containsKey("x-acs-action")) {
                all.putIfAbsent(name, headers.get("x-acs-action"));
            }
            String found = "";
            for (Map.Entry<String, String> parameter : all.entrySet()) {
                found = parameter.getKey().equalsIgnoreCase(name) ? parameter.getValue() : found;
            }
            return found;
        }
    }

    /** What has reached the service since this was asked last. */
    List<Recorded> take() {
        List<Recorded> taken = new ArrayList<>();
        for (Recorded next = recorded.poll(); next != null; next = recorded.poll()) {
            taken.add(next);
        }
        return taken;
    }

    RunningGateway gateway() {
        return gateway;
    }

    RawConnection connect() throws IOException {
        return new RawConnection(gateway.gateway());
    }

    @Override
    public void close() throws IOException, TimeoutException {
        gateway.close();
        upstream.close();
    }
}
