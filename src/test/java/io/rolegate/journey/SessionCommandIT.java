package io.rolegate.journey;

import static io.rolegate.journey.Delegation.REVOKED;
import static io.rolegate.journey.Delegation.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.Main;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code rolegate session} as a process of its own, with the credentials of a role's owner. */
@ExtendWith(RolegateExtension.class)
class SessionCommandIT {
    private static final int SECONDS = 60;

    private final RunningGateway gateway;
    private final Cast cast;
    private final Delegation delegation;

    @TempDir
    private Path folder = Path.of("");

    SessionCommandIT(RunningGateway gateway, Cast cast) {
        this.gateway = gateway;
        this.cast = cast;
        this.delegation = new Delegation(cast);
    }

    private record Result(int exitCode, String output) {}

    @Test
    void ownerListsTriesAndRevokes() throws Exception {
        Cast.PartnerRole role = cast.role(Cast.allowing("*", "*"));
        SigningCredentials first = cast.session(cast.user(), role);
        SigningCredentials second = cast.session(cast.user(), role);

        Result listed = session("list", "--role", role.name(), "--json");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.output().lines().map(line -> new JsonObject(line).getString("SessionId")))
                .containsExactlyInAnyOrder(first.accessKeyId(), second.accessKeyId());

        Result tried = session("revoke", "--partner", cast.accountB(), "--dry-run");
        assertThat(tried.exitCode()).isZero();
        assertThat(tried.output()).startsWith("SESSION").contains(first.accessKeyId(), second.accessKeyId());
        assertThat(delegation.use(first)).isEqualTo(WORKS);

        assertThat(session("revoke", "--id", first.accessKeyId()).exitCode()).isZero();
        assertThat(delegation.use(first)).isEqualTo(REVOKED);
        assertThat(delegation.use(second)).isEqualTo(WORKS);

        assertThat(session("revoke", "--role", role.name()).exitCode()).isZero();
        assertThat(delegation.use(second)).isEqualTo(REVOKED);
    }

    @Test
    void refusalsAndUsageHaveTheirExitCodes() throws Exception {
        Result refused = session("revoke", "--id", "STS.unknown");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("HTTP 404", "EntityNotExist.Session");

        Result vague = session("revoke", "--role", "a", "--partner", cast.accountB());
        assertThat(vague.exitCode()).isEqualTo(2);
        assertThat(vague.output()).contains("mutually exclusive");
    }

    private Result session(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "session"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--gateway", gateway.gateway().toString()));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        SigningCredentials owner = gateway.enterpriseA().credentials();
        builder.environment()
                .putAll(Map.of(
                        "ALIBABA_CLOUD_ACCESS_KEY_ID", owner.accessKeyId(),
                        "ALIBABA_CLOUD_ACCESS_KEY_SECRET", owner.secret()));
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output));
    }
}
