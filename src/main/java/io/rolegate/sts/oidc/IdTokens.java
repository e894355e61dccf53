package io.rolegate.sts.oidc;

import io.rolegate.identity.OidcProvider;
import io.rolegate.sts.oidc.IdTokenVerification.Invalid;
import io.rolegate.sts.oidc.SigningKeys.Issuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.time.InstantSource;

/**
 * Verifies ID tokens for the providers of accounts: by the issuer's keys, fetched and kept, then by what the provider allows.
 * Safe for all event loops; signatures are verified off them.
 */
public final class IdTokens {
    private static final int THREADS = 4;
    private static final IdTokenVerification NOT_A_TOKEN = new Invalid(
            false,
            "The parameter OIDCToken must be a signed JWT of the provider's issuer, by a public key of its own.");

    private final WorkerExecutor workers;
    private final SigningKeys keys;
    private final InstantSource clock;

    /** @param clock judges tokens' times and the age of keys */
    public IdTokens(Vertx vertx, InstantSource clock, OidcSettings settings) {
        this(vertx, clock, settings, InetAddress::getAllByName);
    }

    IdTokens(Vertx vertx, InstantSource clock, OidcSettings settings, IssuerAddresses.Resolver resolver) {
        this.workers = vertx.createSharedWorkerExecutor("oidc", THREADS);
        this.clock = clock;
        IssuerAddresses addresses = new IssuerAddresses(workers, resolver, settings.allowedAddresses());
        this.keys = new SigningKeys(new IssuerClient(vertx, addresses, settings)::fetch, clock, settings);
    }

    /** Judges a token; fails with {@link IssuerException} where the issuer's keys can't be had. */
    public Future<IdTokenVerification> verify(OidcProvider provider, String token) {
        SignedToken signed = SignedToken.read(token).orElse(null);
        if (signed == null || !provider.issuerUrl().equals(signed.claims().getValue("iss"))) {
            return Future.succeededFuture(NOT_A_TOKEN);
        }
        Issuer issuer = new Issuer(provider.issuerUrl(), provider.details().fingerprints());
        return keys.find(issuer, signed.kid(), signed.algorithm())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(NOT_A_TOKEN)
                        : workers.executeBlocking(() -> signed.isSignedBy(found.get()), false)
                                .map(genuine -> genuine
                                        ? new TokenRules(provider, clock.instant()).check(signed.claims())
                                        : NOT_A_TOKEN));
    }
}
