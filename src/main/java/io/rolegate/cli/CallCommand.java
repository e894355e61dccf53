package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate call}: one signed request in any dialect. */
@Command(
        name = "call",
        description = "Sends one signed request: the status goes to standard error, the body to standard output.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:a status of 2xx", "1:any other status, or no answer", "2:usage"})
final class CallCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(
            names = "--dialect",
            defaultValue = "acs3",
            description = "acs3, rpc, roa or mns (default: ${DEFAULT-VALUE}).")
    private Dialect dialect = Dialect.ACS3;

    @Option(
            names = "--service-version",
            paramLabel = "V",
            description =
                    "The API version; default: that of the built-in service for --action, the Container Service's or message service's for a path.")
    private @Nullable String version;

    @Option(names = "--action", paramLabel = "A", description = "The RPC operation, for example GetCallerIdentity.")
    private @Nullable String action;

    @Option(names = "-p", paramLabel = "Name=Value", description = "An RPC parameter; repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "-d", paramLabel = "BODY|@FILE", description = "The body, or the file that holds it.")
    private @Nullable String body;

    @Option(names = "-H", paramLabel = "Name:Value", description = "A further header; repeatable.")
    private List<String> headers = new ArrayList<>();

    @Parameters(arity = "0..2", paramLabel = "METHOD PATH", description = "For example GET /queues/orders-1.")
    private List<String> target = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        SignedClient.Reply reply = client.call(action == null ? byPath() : byAction(action));
        spec.commandLine().getErr().println("HTTP " + reply.status());
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().println(reply.body());
        spec.commandLine().getOut().flush();
        return reply.succeeded() ? Main.DONE : Main.REFUSED;
    }

    private UnsignedRequest byAction(String name) {
        if (!target.isEmpty() || body != null) {
            throw usage("--action goes without METHOD, PATH and -d");
        }
        if (dialect != Dialect.ACS3 && dialect != Dialect.RPC) {
            throw usage("--action needs the dialect acs3 or rpc");
        }
        UnsignedRequest.Builder request = UnsignedRequest.builder(dialect, "POST", "/")
                .action(name)
                .version(version == null ? ApiVersions.of(name) : version);
        parameters.forEach(request::query);
        addHeaders(request);
        return request.build();
    }

    private UnsignedRequest byPath() throws IOException {
        if (target.size() != 2) {
            throw usage("expected --action A, or METHOD PATH");
        }
        if (dialect == Dialect.RPC) {
            throw usage("the dialect rpc needs --action");
        }
        String path = target.get(1);
        int mark = path.indexOf('?');
        UnsignedRequest.Builder request = UnsignedRequest.builder(
                        dialect, target.get(0), mark < 0 ? path : path.substring(0, mark))
                .version(version == null ? pathVersion() : version);
        if (mark >= 0) {
            addQuery(request, path.substring(mark + 1));
        }
        byte[] bytes = bytes();
        if (bytes.length > 0) {
            request.body(bytes).header("content-type", dialect == Dialect.MNS ? "text/xml" : "application/json");
        }
        addHeaders(request);
        return request.build();
    }

    private void addHeaders(UnsignedRequest.Builder request) {
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw usage("-H: expected Name:Value, not '" + header + "'");
            }
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
    }

    private static void addQuery(UnsignedRequest.Builder request, String query) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            request.query(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String pathVersion() {
        return dialect == Dialect.MNS ? "2015-06-06" : "2015-12-15";
    }

    private byte[] bytes() throws IOException {
        String given = body;
        if (given == null) {
            return new byte[0];
        }
        return given.startsWith("@")
                ? Files.readAllBytes(Path.of(given.substring(1)))
                : given.getBytes(StandardCharsets.UTF_8);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
