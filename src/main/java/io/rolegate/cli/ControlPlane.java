package io.rolegate.cli;

import io.rolegate.api.DiagnosticMessages;
import io.rolegate.api.Operation;
import io.rolegate.api.OperationCatalogue;
import io.rolegate.audit.AuditLog;
import io.rolegate.config.RolegateSettings;
import io.rolegate.gateway.live.GetLiveMetrics;
import io.rolegate.gateway.live.LiveHistory;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.StatementEngine;
import io.rolegate.ram.ChosenPasswords;
import io.rolegate.ram.DecodeDiagnosticMessage;
import io.rolegate.ram.DraftPolicyVersionOperations;
import io.rolegate.ram.ImsOperations;
import io.rolegate.ram.PolicySimulation;
import io.rolegate.ram.RamDependencies;
import io.rolegate.ram.RamOperations;
import io.rolegate.sts.RotateKeys;
import io.rolegate.sts.SecurityTokens;
import io.rolegate.sts.SessionIssuer;
import io.rolegate.sts.SessionLiveness;
import io.rolegate.sts.SessionOperations;
import io.rolegate.sts.SessionSecrets;
import io.rolegate.sts.SessionVerifier;
import io.rolegate.sts.StsOperations;
import io.rolegate.sts.logon.LogonParts;
import io.rolegate.sts.logon.Logons;
import io.rolegate.sts.oidc.IdTokens;
import io.rolegate.trail.LookupEvents;
import io.rolegate.trail.NodeLog;
import io.rolegate.trail.SuggestPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What gives out credentials, knows them again and manages identities, on one store. */
final class ControlPlane {
    private final PolicyEngine engine = new StatementEngine();
    private final SqlIdentityStore store;
    private final DiagnosticMessages diagnostics;
    private final SessionLiveness liveness;
    private final SessionVerifier sessions;
    private final Logons logons;
    private final List<OperationCatalogue> operations;

    ControlPlane(
            Vertx vertx,
            RolegateSettings settings,
            SqlIdentityStore store,
            AuditLog auditLog,
            LiveHistory live,
            InstantSource clock) {
        this.store = store;
        this.diagnostics = new DiagnosticMessages(store.keyRing());
        this.liveness = new SessionLiveness(store.directory());
        SecurityTokens tokens = new SecurityTokens(vertx, store.keyRing());
        SessionSecrets secrets = new SessionSecrets(store.keyRing());
        SessionIssuer issuer = new SessionIssuer(tokens, secrets);
        RamDependencies ram = new RamDependencies(
                store, new PasswordWorkers(vertx), work -> vertx.executeBlocking(Executors.callable(work), false));
        this.sessions = new SessionVerifier(tokens, secrets, clock, settings.sts());
        this.logons = new Logons(
                new LogonParts(
                        store.directory(), store, ram.passwords(), new ChosenPasswords(ram), issuer, auditLog, clock),
                settings.sts().logonFailuresPerHour());
        this.operations = List.of(
                StsOperations.catalogue(
                        store.directory(), store, issuer, new IdTokens(vertx, clock, settings.oidc()), settings.sts()),
                RamOperations.catalogue(ram, new DecodeDiagnosticMessage(diagnostics)),
                ImsOperations.catalogue(ram),
                new OperationCatalogue("rolegate", ApiVersions.OWN, own(vertx, settings, live)));
    }

    private List<Operation> own(Vertx vertx, RolegateSettings settings, LiveHistory live) {
        return Stream.of(
                        SessionOperations.all(store.directory(), store, liveness),
                        PolicySimulation.all(store.directory(), store, engine),
                        DraftPolicyVersionOperations.all(store),
                        ofTheAuditLog(vertx, settings),
                        List.<Operation>of(
                                new RotateKeys(store.keyRing(), settings.operators()),
                                new GetLiveMetrics(live, settings.operators())))
                .flatMap(List::stream)
                .toList();
    }

    /** Reads one page at a time, so that searches can't take the workers that others wait for. */
    private List<Operation> ofTheAuditLog(Vertx vertx, RolegateSettings settings) {
        WorkerExecutor reader = vertx.createSharedWorkerExecutor("rolegate-audit-reader", 1);
        Executor reading = work -> reader.executeBlocking(Executors.callable(work), false);
        NodeLog log = new NodeLog(settings.audit().file(), reading);
        Set<String> actions = KnownActions.of(settings.services().first().definitions());
        return List.of(new LookupEvents(log), new SuggestPolicy(store, store.directory(), log, actions));
    }

    /** The operations that the gateway itself executes. */
    List<OperationCatalogue> operations() {
        return operations;
    }

    PolicyEngine engine() {
        return engine;
    }

    DiagnosticMessages diagnostics() {
        return diagnostics;
    }

    SessionLiveness liveness() {
        return liveness;
    }

    SessionVerifier sessions() {
        return sessions;
    }

    /** Where people log on. */
    Logons logons() {
        return logons;
    }
}
