package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.CommonResponse;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.MethodType;
import io.rolegate.cli.RunningGateway;
import io.rolegate.config.YamlSource;
import io.rolegate.config.openapi.ServiceDraft;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that nobody has heard of is put behind a running gateway by a file, and called by official SDKs. */
class ThirdServiceIT {
    private static final int SECONDS = 30;
    private static final String OPERATIONS =
            """
              - {name: GetNote, method: GET, path: "/notes/{note}", action: "notes:Get", resource: "acs:notes:{region}:{account}:note/{note}"}
              - {name: CountNotes, action: "notes:Count", resource: "acs:notes:{region}:{account}:folder/{param.Folder}"}
            """;

    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static HttpServer notes;
    private static RunningGateway gateway;
    private static Cast cast;
    private static SigningCredentials session;
    private static volatile Future<Void> held;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        notes = vertx.createHttpServer()
                .requestHandler(ThirdServiceIT::answer)
                .listen(0, "127.0.0.1")
                .await(SECONDS, TimeUnit.SECONDS);
        gateway = RunningGateway.start(Map.of("services", folder.toString(), "reloadMillis", "50"));
        cast = new Cast(gateway);
        session = cast.session(cast.user(), cast.role(Cast.allowing("notes:*", "acs:notes:*:*:*/allowed")));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }

    /** Only the first request is held up. */
    private static void answer(HttpServerRequest request) {
        Future<Void> hold = held;
        held = Future.succeededFuture();
        Future<Void> answered = hold.compose(released -> request.response()
                .putHeader("content-type", "application/json")
                .end(new JsonObject()
                        .put("Path", request.path())
                        .put("Action", request.getHeader("x-rolegate-action"))
                        .encode()));
        answered.onFailure(gone -> request.connection().close());
    }

    @BeforeEach
    void putInForce() throws IOException {
        held = Future.succeededFuture();
        define(OPERATIONS);
        awaitOutcome("allowed", Delegation.WORKS);
    }

    @Test
    void genericRequestsOfTheCurrentSdkReachIt() throws Exception {
        Map<String, ?> byPath = roa("allowed");
        Map<String, ?> byAction = rpc("allowed");

        assertThat(byPath.get("body")).isEqualTo(Map.of("Path", "/notes/allowed", "Action", "notes:Get"));
        assertThat(byAction.get("body")).isEqualTo(Map.of("Path", "/", "Action", "notes:Count"));
        assertThat(Delegation.outcome(() -> roa("other"))).isEqualTo("403 Forbidden.RAM");
        assertThat(Delegation.outcome(() -> rpc("other"))).isEqualTo("403 NoPermission");
    }

    @Test
    void genericRequestsOfTheFirstSdkReachIt() throws Exception {
        CommonRequest byPath = common();
        byPath.setSysUriPattern("/notes/[note]");
        byPath.putPathParameter("note", "allowed");
        byPath.setSysMethod(MethodType.GET);
        CommonRequest byAction = common();
        byAction.setSysAction("CountNotes");
        byAction.putQueryParameter("Folder", "allowed");

        CommonResponse pathAnswer = cast.as(session).core().getCommonResponse(byPath);
        CommonResponse actionAnswer = cast.as(session).core().getCommonResponse(byAction);

        assertThat(new JsonObject(pathAnswer.getData()).getString("Path")).isEqualTo("/notes/allowed");
        assertThat(new JsonObject(actionAnswer.getData()).getString("Action")).isEqualTo("notes:Count");
    }

    @Test
    void rememberedDecisionIsNotTakenForAnotherAction() throws IOException {
        define(OPERATIONS.replace("notes:Get", "memos:Get"));

        awaitOutcome("allowed", "403 Forbidden.RAM");
    }

    @Test
    void ratesOfAnOperationAreHeldAndGoWithItsFile() throws Exception {
        define(OPERATIONS.replace("{name: GetNote,", "{name: GetNote, requestsPerSecond: {perPrincipal: 1},"));

        awaitOutcome("allowed", "429 Throttling.User");

        assertThat(Delegation.outcome(() -> rpc("allowed"))).isEqualTo(Delegation.WORKS);
        assertThat(gateway.metrics()).contains("rolegate_limited_total{limit=\"operation_principal_rate\"}");
        define(OPERATIONS);
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> {
            for (int call = 0; call < 5; call++) {
                if (!Delegation.outcome(() -> roa("allowed")).equals(Delegation.WORKS)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void ratesOfAServiceAreHeld() throws Exception {
        define(OPERATIONS, "requestsPerSecond: {total: 1}");

        awaitOutcome("allowed", "429 Throttling.Api");
    }

    @Test
    void requestUnderWayEndsByTheDefinitionThatItBeganWith() throws Exception {
        Promise<Void> release = Promise.promise();
        held = release.future();
        CompletableFuture<Map<String, ?>> underWay = CompletableFuture.supplyAsync(() -> {
            try {
                return roa("allowed");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> held.isComplete());
        define(OPERATIONS.replace("/notes/", "/memos/"));
        awaitOutcome("allowed", "404 InvalidAction.NotFound");

        release.complete();

        assertThat(underWay.get(SECONDS, TimeUnit.SECONDS).get("statusCode")).isEqualTo(200);
    }

    @Test
    void brokenFileLeavesTheServiceAsItWas() throws Exception {
        Files.writeString(folder.resolve("broken.yaml"), "name: [");
        try {
            Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> gateway.metrics()
                    .contains("rolegate_service_files_refused 1.0"));
            assertThat(Delegation.outcome(() -> roa("allowed"))).isEqualTo(Delegation.WORKS);
        } finally {
            Files.delete(folder.resolve("broken.yaml"));
        }
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> gateway.metrics()
                .contains("rolegate_service_files_refused 0.0"));
    }

    @Test
    void serviceDraftedFromAnOpenApiDocumentIsCalledByWhoMay() throws Exception {
        String draft = ServiceDraft.of(YamlSource.file(Path.of("src/test/resources/openapi/jobs.yaml")), null);
        SigningCredentials mayPatch =
                cast.session(cast.user(), cast.role(Cast.allowing("jobs:PatchJob", "acs:jobs:*:*:jobs/allowed")));
        Params patch = params().setVersion("2025-06-01")
                .setAction("PatchJob")
                .setStyle("ROA")
                .setMethod("PATCH")
                .setReqBodyType("json");
        Path file = folder.resolve("jobs.yaml");

        Files.writeString(file, draft.replace("http://jobs.internal:8000", "http://127.0.0.1:" + notes.actualPort()));
        try {
            Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> Delegation.outcome(
                            () -> call(mayPatch, patch.setPathname("/jobs/allowed")))
                    .equals(Delegation.WORKS));
            assertThat(Delegation.outcome(() -> call(mayPatch, patch.setPathname("/jobs/other"))))
                    .isEqualTo("403 Forbidden.RAM");
            assertThat(Delegation.outcome(() -> call(session, patch.setPathname("/jobs/allowed"))))
                    .isEqualTo("403 Forbidden.RAM");
        } finally {
            Files.delete(file);
        }
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> Delegation.outcome(
                        () -> call(mayPatch, patch.setPathname("/jobs/allowed")))
                .equals("404 InvalidAction.NotFound"));
    }

    private static Map<String, ?> call(SigningCredentials credentials, Params params) throws Exception {
        return cast.as(credentials).generic().callApi(params, new OpenApiRequest(), new RuntimeOptions());
    }

    private static void define(String operations) throws IOException {
        define(operations, "");
    }

    private static void define(String operations, String head) throws IOException {
        Path whole = Files.writeString(
                folder.resolve("notes.new"),
                """
                name: notes
                version: "2026-01-01"
                dialects: [acs3, rpc, roa]
                upstreams: [http://127.0.0.1:%d]
                %s
                operations:
                """
                                .formatted(notes.actualPort(), head)
                        + operations);
        Files.move(whole, folder.resolve("notes.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitOutcome(String note, String outcome) {
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> Delegation.outcome(() -> roa(note))
                .equals(outcome));
    }

    private static Map<String, ?> roa(String note) throws Exception {
        Params params = params().setAction("GetNote")
                .setStyle("ROA")
                .setMethod("GET")
                .setPathname("/notes/" + note)
                .setReqBodyType("json");
        return cast.as(session)
                .generic()
                .callApi(params, new OpenApiRequest(), new RuntimeOptions().setReadTimeout(SECONDS * 1000));
    }

    private static Map<String, ?> rpc(String folder) throws Exception {
        Params params = params().setAction("CountNotes")
                .setStyle("RPC")
                .setMethod("POST")
                .setPathname("/")
                .setReqBodyType("formData");
        return cast.as(session)
                .generic()
                .callApi(params, new OpenApiRequest().setQuery(Map.of("Folder", folder)), new RuntimeOptions());
    }

    private static Params params() {
        return new Params()
                .setVersion("2026-01-01")
                .setProtocol("HTTP")
                .setAuthType("AK")
                .setBodyType("json");
    }

    private static CommonRequest common() {
        Sdk sdk = cast.as(session);
        CommonRequest request = new CommonRequest();
        request.setSysDomain(sdk.hostAndPort());
        request.setSysProtocol(sdk.protocol());
        request.setSysVersion("2026-01-01");
        request.setHttpContentType(FormatType.JSON);
        return request;
    }
}
