package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.Main;
import io.rolegate.cli.ProgramClassPath;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client command of the program, as a process of its own. */
final class ClientCommand {
    private static final int SECONDS = 60;

    private ClientCommand() {}

    /** How it ended and what it printed. */
    record Result(int exitCode, String output) {}

    /** Runs a command against the gateway with somebody's credentials in its environment. */
    static Result run(RunningGateway gateway, SigningCredentials caller, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ProgramClassPath.text(),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--gateway", gateway.gateway().toString()));
        Path output = Files.createTempFile("rolegate-command", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "ALIBABA_CLOUD_ACCESS_KEY_ID", caller.accessKeyId(),
                            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", caller.secret()));
            Process process = builder.start();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
