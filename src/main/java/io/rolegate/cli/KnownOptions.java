package io.rolegate.cli;

import io.rolegate.signature.doctor.Known;
import io.rolegate.signature.doctor.Recording;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is known of a recorded request beside the recording. The secret is never an argument: others would see it. */
final class KnownOptions {
    private static final String PRESENT = "now";

    private final Map<String, String> environment;
    private final Supplier<@Nullable String> prompt;

    @ArgGroup
    private @Nullable Secret secret;

    @Option(
            names = "--now",
            paramLabel = "MOMENT",
            arity = "0..1",
            fallbackValue = PRESENT,
            description = {
                "--explain: when the gateway got the request, such as 2026-11-24T10:00:00Z, or",
                "epoch seconds; without a value: now. Left out: the clock is not judged."
            })
    private @Nullable String now;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Where the secret comes from; at most one of these. */
    static final class Secret {
        @Option(
                names = "--env",
                description = {
                    "--explain: access key, secret and SecurityToken come from ALIBABA_CLOUD_ACCESS_KEY_ID,",
                    "ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN."
                })
        private boolean env;

        @Option(
                names = "--secret-file",
                paramLabel = "FILE",
                description = "--explain: holds the secret, and nothing else but a line end.")
        private @Nullable Path file;

        @Option(names = "--ask-secret", description = "--explain: asks for the secret.")
        private boolean ask;
    }

    KnownOptions() {
        this(System.getenv(), KnownOptions::ask);
    }

    /** @param prompt asks for the secret; null where nobody can be asked */
    KnownOptions(Map<String, String> environment, Supplier<@Nullable String> prompt) {
        this.environment = Map.copyOf(environment);
        this.prompt = prompt;
    }

    // Without a terminal Java 17 has no console; later ones have one on standard input, whose end is as good as none.
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable String ask() {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("AccessKeySecret: ");
        return typed == null ? null : new String(typed);
    }

    boolean isGiven() {
        return secret != null || now != null;
    }

    /** What is known about a request; a {@link ParameterException} where an option can't be used. */
    Known about(Recording recording) {
        TokenHint hint = TokenHint.of(recording.securityToken());
        boolean env = secret != null && secret.env;
        String keyId = env ? environment.get("ALIBABA_CLOUD_ACCESS_KEY_ID") : null;
        String token = env ? environment.getOrDefault("ALIBABA_CLOUD_SECURITY_TOKEN", "") : null;
        return new Known(
                secret == null ? null : key(secret), keyId, token, hint.accessKeyId(), hint.expiry(), moment());
    }

    private Known.Key key(Secret source) {
        String text = source.env ? fromEnvironment() : source.ask ? asked() : fromFile(source.file);
        if (text.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "the secret is empty");
        }
        return new Known.Key(text.getBytes(StandardCharsets.UTF_8));
    }

    private String fromEnvironment() {
        String value = environment.get("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        if (value == null) {
            throw new ParameterException(
                    spec.commandLine(), "--env: the environment has no ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        }
        return value;
    }

    private String asked() {
        String typed = prompt.get();
        if (typed == null) {
            throw new ParameterException(
                    spec.commandLine(), "--ask-secret: there is no terminal to ask at; give the request as a FILE");
        }
        return typed;
    }

    private String fromFile(@Nullable Path file) {
        try {
            return file == null ? "" : Files.readString(file).replaceFirst("\r?\n$", "");
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--secret-file: " + file + " cannot be read: " + e);
        }
    }

    private @Nullable Instant moment() {
        if (now == null) {
            return null;
        }
        if (now.equals(PRESENT)) {
            return Instant.now();
        }
        try {
            return now.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochSecond(Long.parseLong(now))
                    : Instant.parse(now);
        } catch (DateTimeException | NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "--now: expected 2026-11-24T10:00:00Z or epoch seconds, not '" + now + "'");
        }
    }
}
