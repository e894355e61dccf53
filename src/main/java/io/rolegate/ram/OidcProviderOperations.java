package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Page;
import io.rolegate.ram.Definition.Work;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** OpenID Connect providers, of the identity API (ram.md §4). */
final class OidcProviderOperations {
    private static final int DEFAULT_LIMIT_HOURS = 12;
    private static final String ENTITY = "OIDCProvider";

    private OidcProviderOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("CreateOIDCProvider", Resources.all("oidc-provider"), OidcProviderOperations::create),
                Definition.read("GetOIDCProvider", Resources.oidcProvider(), OidcProviderOperations::get),
                Definition.read("ListOIDCProviders", Resources.all("oidc-provider"), OidcProviderOperations::list),
                Definition.write("UpdateOIDCProvider", Resources.oidcProvider(), OidcProviderOperations::update),
                Definition.write("DeleteOIDCProvider", Resources.oidcProvider(), OidcProviderOperations::delete),
                Definition.write(
                        "AddClientIdToOIDCProvider", Resources.oidcProvider(), OidcProviderOperations::addClientId),
                Definition.write(
                        "RemoveClientIdFromOIDCProvider",
                        Resources.oidcProvider(),
                        OidcProviderOperations::removeClientId),
                Definition.write(
                        "AddFingerprintToOIDCProvider",
                        Resources.oidcProvider(),
                        OidcProviderOperations::addFingerprint),
                Definition.write(
                        "RemoveFingerprintFromOIDCProvider",
                        Resources.oidcProvider(),
                        OidcProviderOperations::removeFingerprint));
    }

    private static Work create(Invocation call) {
        Parameters parameters = call.parameters();
        String name = name(call);
        String issuer = parameters.require("IssuerUrl", OidcRules.ISSUER_URL);
        OidcProvider.Details details = new OidcProvider.Details(
                parameters
                        .text("ClientIds")
                        .map(OidcProviderOperations::clientIds)
                        .orElse(List.of()),
                parameters
                        .text("Fingerprints")
                        .map(text -> OidcRules.fingerprints("Fingerprints", text))
                        .orElse(List.of()),
                parameters.text("Description", OidcRules.DESCRIPTION).orElse(""),
                limit(call).orElse(Duration.ofHours(DEFAULT_LIMIT_HOURS)));
        return transaction -> transaction
                .oidcProviders()
                .create(call.accountId(), name, issuer, details)
                .thenApply(OidcProviderOperations::answer);
    }

    private static Work get(Invocation call) {
        String name = name(call);
        return transaction ->
                transaction.oidcProviders().require(call.accountId(), name).thenApply(OidcProviderOperations::answer);
    }

    private static Work list(Invocation call) {
        Page.Request page = Paging.request(call.parameters());
        return transaction -> transaction
                .oidcProviders()
                .list(call.accountId(), page)
                .thenApply(providers -> new Fields()
                        .page("OIDCProviders", "OIDCProvider", providers, OidcProviderOperations::describe)
                        .toAnswer());
    }

    private static Work update(Invocation call) {
        Parameters parameters = call.parameters();
        Optional<String> description = parameters.sent("NewDescription", OidcRules.DESCRIPTION);
        Optional<List<String>> clientIds = parameters.text("ClientIds").map(OidcProviderOperations::clientIds);
        Optional<Duration> limit = limit(call);
        return change(
                call,
                old -> new OidcProvider.Details(
                        clientIds.orElse(old.clientIds()),
                        old.fingerprints(),
                        description.orElse(old.description()),
                        limit.orElse(old.issuanceLimit())));
    }

    private static Work delete(Invocation call) {
        String name = name(call);
        return transaction ->
                transaction.oidcProviders().delete(call.accountId(), name).thenApply(done -> Answer.empty());
    }

    private static Work addClientId(Invocation call) {
        String id = call.parameters().require("ClientId", OidcRules.CLIENT_ID);
        return change(call, old -> old.withClientIds(with(old.clientIds(), id, "ClientId")));
    }

    private static Work removeClientId(Invocation call) {
        String id = call.parameters().require("ClientId", OidcRules.CLIENT_ID);
        return change(call, old -> old.withClientIds(without(old.clientIds(), id, "ClientId")));
    }

    private static Work addFingerprint(Invocation call) {
        String fingerprint = fingerprint(call);
        return change(call, old -> old.withFingerprints(with(old.fingerprints(), fingerprint, "Fingerprint")));
    }

    private static Work removeFingerprint(Invocation call) {
        String fingerprint = fingerprint(call);
        return change(call, old -> old.withFingerprints(without(old.fingerprints(), fingerprint, "Fingerprint")));
    }

    private static Work change(Invocation call, UnaryOperator<OidcProvider.Details> change) {
        String name = name(call);
        return transaction -> transaction
                .oidcProviders()
                .require(call.accountId(), name)
                .thenCompose(provider ->
                        transaction.oidcProviders().update(call.accountId(), name, change.apply(provider.details())))
                .thenApply(OidcProviderOperations::answer);
    }

    private static List<String> with(List<String> present, String added, String parameter) {
        if (present.contains(added)) {
            throw new ApiException(
                    ErrorCode.ENTITY_ALREADY_EXISTS,
                    ENTITY + "." + parameter,
                    "The provider has this " + parameter + " already.");
        }
        return Stream.concat(present.stream(), Stream.of(added)).toList();
    }

    private static List<String> without(List<String> present, String removed, String parameter) {
        if (!present.contains(removed)) {
            throw new ApiException(
                    ErrorCode.ENTITY_NOT_EXIST,
                    ENTITY + "." + parameter,
                    "The provider has no such " + parameter + ".");
        }
        return present.stream().filter(entry -> !entry.equals(removed)).toList();
    }

    private static String name(Invocation call) {
        return call.parameters().require("OIDCProviderName", OidcRules.PROVIDER_NAME);
    }

    private static List<String> clientIds(String text) {
        return OidcRules.list("ClientIds", text, OidcRules.CLIENT_ID);
    }

    private static String fingerprint(Invocation call) {
        return call.parameters().require("Fingerprint", OidcRules.FINGERPRINT).toLowerCase(Locale.ROOT);
    }

    private static Optional<Duration> limit(Invocation call) {
        OptionalInt hours = call.parameters().number("IssuanceLimitTime", 1, OidcProvider.MOST_ISSUANCE_LIMIT_HOURS);
        return hours.isPresent() ? Optional.of(Duration.ofHours(hours.getAsInt())) : Optional.empty();
    }

    private static Answer answer(OidcProvider provider) {
        return new Fields().put(ENTITY, describe(provider)).toAnswer();
    }

    private static Fields describe(OidcProvider provider) {
        OidcProvider.Details details = provider.details();
        return new Fields()
                .put("Arn", provider.arn())
                .put("OIDCProviderName", provider.name())
                .put("IssuerUrl", provider.issuerUrl())
                .put("ClientIds", String.join(",", details.clientIds()))
                .put("Fingerprints", String.join(",", details.fingerprints()))
                .put("Description", details.description())
                .put("IssuanceLimitTime", details.issuanceLimit().toHours())
                .put("CreateDate", provider.createdAt())
                .put("UpdateDate", provider.updatedAt())
                .put("GmtCreate", Long.toString(provider.createdAt().toEpochMilli()))
                .put("GmtModified", Long.toString(provider.updatedAt().toEpochMilli()));
    }
}
