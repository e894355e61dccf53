package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rolegate keys rotate}. */
@Command(
        name = "rotate",
        description = {
            "Makes new keys current; what the old ones signed stays valid until it expires.",
            "Opens the store itself, unless --gateway is given: then a signed call has the process do it that serves there."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:rotated",
            "1:refused",
            "2:usage, or the store can't be opened as configured",
            "3:the store is locked or unreachable"
        })
final class KeysRotateCommand extends StoreCommand {
    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            split = ",",
            description = "Of TokenSigning, SecretDerivation, IdentityAssertion, Diagnostics and KeyEncryption;"
                    + " default: all but the last.")
    private List<String> purposes = List.of();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Override
    public Integer call() throws Exception {
        Set<KeyPurpose> chosen = chosen();
        return isGiven("--gateway") ? callGateway(chosen) : openStore(chosen);
    }

    private Set<KeyPurpose> chosen() {
        if (purposes.isEmpty()) {
            return KeyPurpose.STORED;
        }
        Set<KeyPurpose> chosen = EnumSet.noneOf(KeyPurpose.class);
        for (String purpose : purposes) {
            chosen.add(KeyPurpose.named(purpose)
                    .orElseThrow(() -> usage("--purpose: no key is for '" + purpose + "', see --help")));
        }
        return chosen;
    }

    private int callGateway(Set<KeyPurpose> chosen) throws Exception {
        String names = chosen.stream().map(KeyPurpose::wireName).collect(Collectors.joining(","));
        SignedClient.Reply reply = client.call(UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action("RotateKeys")
                .version(ApiVersions.OWN)
                .query("Purpose", names)
                .build());
        if (!reply.succeeded()) {
            return client.refused(reply);
        }
        print(new JsonObject(reply.body())
                .getJsonObject("Keys").getJsonArray("Key").stream()
                        .map(JsonObject.class::cast)
                        .map(key -> key.getString("Purpose") + ": " + key.getString("KeyId")));
        return Main.DONE;
    }

    private int openStore(Set<KeyPurpose> chosen) {
        WriteOrigin origin = WriteOrigin.commandLine(UUID.randomUUID().toString(), "rolegate", "service:RotateKeys");
        int exitCode = use(opened -> Future.fromCompletionStage(opened.keyRing().rotate(origin, chosen))
                .map(kids -> {
                    print(kids.entrySet().stream().map(kid -> kid.getKey().wireName() + ": " + kid.getValue()));
                    return Main.DONE;
                }));
        if (exitCode == Main.STORE) {
            err().println("Where serve owns the store, have it do this: --gateway URL");
        }
        return exitCode;
    }

    private void print(Stream<String> lines) {
        lines.forEach(out()::println);
        out().flush();
    }
}
