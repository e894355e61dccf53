package io.rolegate.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.rolegate.cli.RunningGateway;
import io.rolegate.ram.Example;
import io.rolegate.ram.World;
import io.rolegate.signature.SigningCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever is done through the API, no secret of it stays anywhere in clear. */
class SecretLeakIT {
    private static final Set<String> SECRET_FIELDS = Set.of("AccessKeySecret", "Base32StringSeed", "SecurityToken");
    private static final Set<String> SECRET_PARAMETERS = Set.of("Password", "OldPassword", "NewPassword");
    private static final List<String> TALKATIVE =
            List.of("io.rolegate", "io.vertx", "io.agroal", "org.flywaydb", "h2database");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Set<String> secrets = new TreeSet<>();

    @BeforeEach
    void listen() {
        log.start();
        for (String name : TALKATIVE) {
            logger(name).setLevel(Level.TRACE);
            logger(name).addAppender(log);
        }
    }

    @AfterEach
    void stopListening() {
        for (String name : TALKATIVE) {
            logger(name).detachAppender(log);
            logger(name).setLevel(name.equals("io.rolegate") ? Level.INFO : null);
        }
    }

    @Test
    void neitherStoreNorLogNorAuditHoldsASecretInClear() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        Path auditFile;
        String stored;
        try (RunningGateway gateway = RunningGateway.start(Map.of("store.url", url))) {
            Cast cast = new Cast(gateway);
            callEverything(cast);
            assumeRole(cast);
            stored = dump(url);
            auditFile = gateway.auditFile();
        }
        String audit = Files.readString(auditFile);

        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(stored).contains("access_keys".toUpperCase(Locale.ROOT), "Renamed");
        assertThat(audit).contains("\"CreateAccessKey\"", "\"AssumeRole\"");
        String logged = logged();
        for (String secret : secrets) {
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
            for (String text : new String[] {stored, audit, logged}) {
                assertThat(text.contains(secret)).as(secret).isFalse();
                assertThat(text.contains(encoded)).as(secret).isFalse();
            }
        }
    }

    private void callEverything(Cast cast) throws Exception {
        RamSdk.call(
                cast.ownerB(),
                new Example(null, "SetAccountAlias", null, Map.of(), null, null),
                Map.of("AccountAlias", World.TAKEN_ALIAS));
        World world = World.make(
                (example, parameters) -> call(cast.ownerA(), example, parameters),
                InstantSource.system(),
                cast.accountA());
        for (Example example : Example.operations()) {
            Sdk caller = cast.ownerA();
            if (example.as() != null) {
                World.AccessKey key = world.key(example.as());
                caller = cast.as(new SigningCredentials(key.id(), key.secret(), null));
            }
            call(caller, example, world.resolve(example.parameters()));
        }
    }

    private Map<String, Object> call(Sdk sdk, Example example, Map<String, String> parameters) throws Exception {
        parameters.forEach((name, value) -> {
            if (SECRET_PARAMETERS.contains(name)) {
                secrets.add(value);
            }
        });
        Map<String, Object> answer = RamSdk.call(sdk, example, parameters);
        collect(answer);
        return answer;
    }

    private void collect(Map<?, ?> answer) {
        answer.forEach((name, value) -> {
            if (value instanceof Map<?, ?> fields) {
                collect(fields);
            } else if (SECRET_FIELDS.contains(String.valueOf(name))) {
                secrets.add(String.valueOf(value));
            }
        });
    }

    private void assumeRole(Cast cast) throws Exception {
        var user = cast.user();
        var session = cast.assume(
                user.credentials(), Cast.request(user, cast.role(Cast.allowing("cs:DescribeClusters", "*"))));
        assertThat(new Delegation(cast).use(session)).isNotEqualTo(Delegation.REVOKED);
        secrets.add(user.credentials().secret());
        secrets.add(session.secret());
        secrets.add(String.valueOf(session.securityToken()));
    }

    private static String dump(String url) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SCRIPT")) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    private String logged() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
