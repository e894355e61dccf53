package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.api.UnsignedOperation;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.IdToken;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Principal;
import io.rolegate.sts.oidc.IdTokenVerification;
import io.rolegate.sts.oidc.IdTokens;
import io.rolegate.sts.oidc.IssuerException;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * AssumeRoleWithOIDC: exchanges an identity provider's token for a session of a role that trusts the provider (ram.md §3.2).
 * Nothing is signed: the token proves who calls, and the role's trust policy alone decides. Provider and role must be of one
 * account. Until a token has proven itself the answers don't tell which providers there are, nor which roles at any time.
 */
final class AssumeRoleWithOidc implements UnsignedOperation {
    private static final String TOKEN = "OIDCToken";

    private final Directory directory;
    private final IdTokens tokens;
    private final RoleSessions sessions;

    AssumeRoleWithOidc(Directory directory, IdTokens tokens, RoleSessions sessions) {
        this.directory = directory;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "AssumeRoleWithOIDC";
    }

    @Override
    public CompletionStage<Principal> identify(Parameters parameters) {
        return Future.succeededFuture(parameters).compose(this::principal).toCompletionStage();
    }

    private Future<Principal> principal(Parameters parameters) {
        ProviderName name = ProviderName.ofArn(parameters.require("OIDCProviderArn"))
                .orElseThrow(() -> Parameters.invalid(
                        "OIDCProviderArn", "must be acs:ram::<account id>:oidc-provider/<provider name>"));
        String token = parameters.require(TOKEN);
        // Refused before the token costs any work.
        AssumeRoleRequest.of(parameters);
        return Future.fromCompletionStage(directory.oidcProvider(name.accountId(), name.name()))
                .map(found -> found.orElseThrow(AssumeRoleWithOidc::unknownProvider))
                .compose(provider -> tokens.verify(provider, token)
                        .recover(failure -> Future.failedFuture(unavailable(failure)))
                        .map(verification -> principal(provider, verification)));
    }

    private static Principal principal(OidcProvider provider, IdTokenVerification verification) {
        if (verification instanceof IdTokenVerification.Invalid invalid) {
            throw new ApiException(ErrorCode.OIDC_TOKEN, invalid.expired() ? "Expired" : "Invalid", invalid.why());
        }
        return new Principal.FederatedUser(provider, ((IdTokenVerification.Valid) verification).token());
    }

    private static ApiException unknownProvider() {
        return new ApiException(
                ErrorCode.AUTHENTICATION_FAIL, "The parameter OIDCProviderArn names no provider that is known.");
    }

    private static Throwable unavailable(Throwable failure) {
        if (!(failure instanceof IssuerException issuer)) {
            return failure;
        }
        return issuer.isFingerprintMismatch()
                ? new ApiException(
                        ErrorCode.OIDC_TOKEN,
                        "PublicKeyFingerprintMismatch",
                        "The issuer's server shows no certificate with a fingerprint that the provider lists.",
                        issuer)
                : new ApiException(
                        ErrorCode.OIDC_TOKEN,
                        "IssuerUnavailable",
                        "The issuer's keys can't be had at present.",
                        issuer);
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        return Future.succeededFuture(call).compose(this::resolve).toCompletionStage();
    }

    private Future<List<Permission>> resolve(Invocation call) {
        Principal.FederatedUser caller = federated(call);
        RoleName name = AssumeRoleRequest.of(call.parameters()).role();
        if (!name.accountId().equals(caller.accountId())) {
            return Future.succeededFuture(List.of(AssumeRoleDecision.impossible(name)));
        }
        // Before anything is read: a revocation that comes while this is being decided must count as later.
        long position = directory.position();
        return Future.fromCompletionStage(directory.roleNamed(name.accountId(), name.name()))
                .map(role -> List.of(permission(caller, name, role, position)));
    }

    private static Permission permission(
            Principal.FederatedUser caller, RoleName name, Optional<RoleEntry> role, long position) {
        IdToken token = caller.token();
        return role.isPresent()
                ? AssumeRoleDecision.permission(
                        role.get(),
                        position,
                        Map.of(
                                "oidc:iss", List.of(token.issuer()),
                                "oidc:aud", token.audiences(),
                                "oidc:sub", List.of(token.subject())))
                : AssumeRoleDecision.impossible(name);
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        return sessions.open(call, granted)
                .map(fields -> answer(fields, federated(call).token()))
                .toCompletionStage();
    }

    private static Answer answer(Map<String, Object> session, IdToken token) {
        Map<String, Object> fields = new LinkedHashMap<>(session);
        fields.put(
                "OIDCTokenInfo",
                new Fields()
                        .put("Issuer", token.issuer())
                        .put("Subject", token.subject())
                        .put("ClientIds", String.join(",", token.audiences()))
                        .put("IssuanceTime", token.issuedAt())
                        .put("ExpirationTime", token.expiresAt())
                        .put("VerificationInfo", "Success")
                        .toMap());
        return Answer.of(fields);
    }

    private static Principal.FederatedUser federated(Invocation call) {
        return (Principal.FederatedUser) call.caller();
    }
}
