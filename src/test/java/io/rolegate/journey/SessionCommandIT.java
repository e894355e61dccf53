package io.rolegate.journey;

import static io.rolegate.journey.Delegation.REVOKED;
import static io.rolegate.journey.Delegation.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code rolegate session} as a process of its own, with the credentials of a role's owner. */
@ExtendWith(RolegateExtension.class)
class SessionCommandIT {
    private final RunningGateway gateway;
    private final Cast cast;
    private final Delegation delegation;

    SessionCommandIT(RunningGateway gateway, Cast cast) {
        this.gateway = gateway;
        this.cast = cast;
        this.delegation = new Delegation(cast);
    }

    @Test
    void ownerListsTriesAndRevokes() throws Exception {
        Cast.PartnerRole role = cast.role(Cast.allowing("*", "*"));
        SigningCredentials first = cast.session(cast.user(), role);
        SigningCredentials second = cast.session(cast.user(), role);

        ClientCommand.Result listed = session("list", "--role", role.name(), "--json");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.output().lines().map(line -> new JsonObject(line).getString("SessionId")))
                .containsExactlyInAnyOrder(first.accessKeyId(), second.accessKeyId());

        ClientCommand.Result tried = session("revoke", "--partner", cast.accountB(), "--dry-run");
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
        ClientCommand.Result refused = session("revoke", "--id", "STS.unknown");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("HTTP 404", "EntityNotExist.Session");

        ClientCommand.Result unlisted = session("list", "--role", "unknown");
        assertThat(unlisted.exitCode()).isEqualTo(1);
        assertThat(unlisted.output()).contains("EntityNotExist.Role").doesNotContain("SESSION ");

        ClientCommand.Result vague = session("revoke", "--role", "a", "--partner", cast.accountB());
        assertThat(vague.exitCode()).isEqualTo(2);
        assertThat(vague.output()).contains("mutually exclusive");
    }

    private ClientCommand.Result session(String... arguments) throws Exception {
        return ClientCommand.run(
                gateway,
                gateway.enterpriseA().credentials(),
                Stream.concat(Stream.of("session"), Stream.of(arguments)).toArray(String[]::new));
    }
}
