package io.rolegate.cli;

import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditEvent;
import io.rolegate.trail.EventFilter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate audit query}. */
@Command(
        name = "query",
        description = {
            "Prints the events of the audit log that all given options admit, in the order of the files and their lines.",
            "A PATTERN covers the whole field: * is any run, ? one character, letters count in either case."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:searched", "1:searched, but some lines are no events", "2:usage, or a file can't be read"})
final class AuditQueryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log's files.")
    private List<Path> files = List.of();

    @Option(names = "--principal", paramLabel = "PATTERN", description = "The caller's ARN.")
    private @Nullable String principal;

    @Option(names = "--source-identity", paramLabel = "PATTERN", description = "The person behind a session.")
    private @Nullable String sourceIdentity;

    @Option(names = "--account", paramLabel = "ID", description = "The account of the caller or of the resource.")
    private @Nullable String account;

    @Option(names = "--event-name", paramLabel = "PATTERN", description = "The operation, such as CreateUser or LogOn.")
    private @Nullable String eventName;

    @Option(names = "--action", paramLabel = "PATTERN", description = "The RAM action, such as mns:*.")
    private @Nullable String action;

    @Option(names = "--resource", paramLabel = "PATTERN", description = "The resource's ARN.")
    private @Nullable String resource;

    @Option(
            names = "--decision",
            paramLabel = "DECISION",
            description = "Allow, ExplicitDeny, ImplicitDeny, Rejected, …")
    private @Nullable String decision;

    @Option(names = "--source-ip", paramLabel = "PATTERN", description = "The client's address.")
    private @Nullable String sourceIp;

    @Option(names = "--session-id", paramLabel = "ID", description = "The role session's or log-on's id.")
    private @Nullable String sessionId;

    @Option(names = "--request-id", paramLabel = "ID", description = "The request's id.")
    private @Nullable String requestId;

    @Option(names = "--since", paramLabel = "TIME", description = "Began then or later: 2026-11-24T08:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Began before then.")
    private @Nullable String until;

    @Option(names = "--json", description = "Prints the lines as they are.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        EventFilter filter = filter();
        PrintWriter output = spec.commandLine().getOut();
        long malformed = 0;
        try {
            for (Path file : files) {
                malformed += AuditFiles.read(
                        file,
                        event -> {
                            if (filter.admits(event)) {
                                output.println(json ? event.line() : summary(event));
                            }
                        },
                        this::error);
            }
        } catch (IOException failure) {
            error(failure.toString());
            return Main.USAGE;
        } finally {
            output.flush();
        }
        return malformed > 0 ? Main.REFUSED : Main.DONE;
    }

    private static String summary(AuditEvent event) {
        return String.join(
                " ",
                event.time().toString(),
                field(event, "decision"),
                Long.toString(event.number("status")),
                field(event, "principalArn"),
                field(event, "sourceIpAddress"),
                event.text("action") == null ? field(event, "eventName") : field(event, "action"),
                field(event, "resource"),
                field(event, "errorCode"),
                field(event, "requestId"));
    }

    /** On the screen of whoever asks, nothing of an event may move the cursor. */
    private static String field(AuditEvent event, String name) {
        String value = event.text(name);
        return value == null ? "-" : value.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }

    private EventFilter filter() {
        if (decision != null
                && Arrays.stream(AuditDecision.values())
                        .noneMatch(known -> known.label().equals(decision))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--decision: expected one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(AuditDecision.values())
                                            .map(AuditDecision::label)
                                            .toList()));
        }
        EventFilter.Builder filter = EventFilter.builder()
                .like("principalArn", principal)
                .like("sourceIdentity", sourceIdentity)
                .like("eventName", eventName)
                .like("action", action)
                .like("resource", resource)
                .like("sourceIpAddress", sourceIp)
                .equal("decision", decision)
                .equal("sessionId", sessionId)
                .equal("requestId", requestId)
                .since(time("--since", since))
                .until(time("--until", until));
        return account == null ? filter.build() : filter.concerning(account).build();
    }

    private @Nullable Instant time(String option, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw new ParameterException(
                    spec.commandLine(), option + ": expected a UTC time such as 2026-11-24T08:00:00Z, not " + text);
        }
    }

    private void error(String what) {
        PrintWriter errors = spec.commandLine().getErr();
        errors.println("error: " + what);
        errors.flush();
    }
}
