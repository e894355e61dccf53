package io.rolegate.gateway.service;

import static io.rolegate.gateway.service.Definitions.operation;
import static io.rolegate.gateway.service.Definitions.query;
import static io.rolegate.gateway.service.Definitions.rpc;
import static io.rolegate.gateway.service.Definitions.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls find their operations. */
class ServiceTableTest {
    private static final String ACCOUNT = "1234567890123456";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /notes                 | GET /notes                | {}
                    /notes/                | GET /notes/               | {}
                    /notes/7               | GET /notes/{note}         | {note=7}
                    /notes/summary         | GET /notes/summary        | {}
                    /notes/7/pages/8       | GET /notes/{note}/pages/{page} | {note=7, page=8}
                    /notes/summary/pages/8 | GET /notes/{note}/pages/{page} | {note=summary, page=8}
                    /notes/7/pages/last    | GET /notes/{note}/pages/last   | {note=7}
                    /notes/a%20b+c%E4%B8%AD | GET /notes/{note}        | {note=a b+c中}
                    /notes/x:y             | GET /notes/{note}         | {note=x:y}
                    """)
    void mostSpecificPathIsTaken(String path, String operation, String variables) {
        ServiceTable table = table(service(
                "notes",
                Dialect.ROA,
                operation("GET", "/notes/{note}"),
                operation("GET", "/notes/{note}/pages/{page}"),
                operation("GET", "/notes/{note}/pages/last"),
                operation("GET", "/notes/"),
                operation("GET", "/notes"),
                operation("GET", "/notes/summary"),
                operation("PUT", "/notes/{note}")));

        Target.Proxied found = (Target.Proxied) table.findRoa("v1", call("GET", path));

        assertThat(found.operation()).isEqualTo(operation);
        assertThat(new TreeMap<>(found.variables())).hasToString(variables);
    }

    @ParameterizedTest
    @CsvSource({
        "/notes/7, GET /notes/{note}, /notes/7",
        "/notes/a%20b+c%e4%B8%ad, GET /notes/{note}, /notes/a%20b%2Bc%E4%B8%AD",
        "/notes/x:y, GET /notes/{note}, /notes/x%3Ay",
        "/notes/x%3ay, GET /notes/{note}, /notes/x%3Ay",
        "/notes/a|b, GET /notes/{note}, /notes/a%7Cb",
        "/notes/all:count, GET /notes/all:count, /notes/all:count",
        "/notes/all%3Acount, GET /notes/all:count, /notes/all:count",
        "/notes/all%3acount/pages/x:y, GET /notes/all:count/pages/{page}, /notes/all:count/pages/x%3Ay",
        "/notes/in%20short, GET /notes/in%20short, /notes/in%20short",
        "/notes/%7bnote%7D, GET /notes/{note}, /notes/%7Bnote%7D",
    })
    void howAPathIsSpeltMakesNoDifference(String path, String operation, String forwarded) {
        ServiceTable table = table(service(
                "notes",
                Dialect.ROA,
                operation("GET", "/notes/{note}"),
                operation("GET", "/notes/all:count"),
                operation("GET", "/notes/all:count/pages/{page}"),
                operation("GET", "/notes/in%20short")));

        Target.Proxied found = (Target.Proxied) table.findRoa("v1", call("GET", path));

        assertThat(found.operation()).isEqualTo(operation);
        assertThat(found.path()).isEqualTo(forwarded);
    }

    @Test
    void operationsWhosePathsDifferInSpellingOnlyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(service(
                        "notes", Dialect.ROA, operation("GET", "/notes/a:b"), operation("GET", "/notes/a%3Ab"))))
                .withMessageContaining("a request could be notes's GET /notes/a:b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/note", "/notes/7/8", "/notes//", "/Notes/7", "/notes/7/"})
    void otherPathsAreNotFound(String path) {
        ServiceTable table = table(service("notes", Dialect.ROA, operation("GET", "/notes/{note}")));

        assertThat(refusal(() -> table.findRoa("v1", call("GET", path)))).isEqualTo(ErrorCode.INVALID_ACTION_NOT_FOUND);
    }

    @Test
    void methodAndVersionMustFit() {
        ServiceTable table = table(service("notes", Dialect.ROA, operation("GET", "/notes")));

        assertThat(refusal(() -> table.findRoa("v1", call("PUT", "/notes"))))
                .isEqualTo(ErrorCode.INVALID_ACTION_NOT_FOUND);
        assertThat(refusal(() -> table.findRoa("v2", call("GET", "/notes"))))
                .isEqualTo(ErrorCode.INVALID_ACTION_NOT_FOUND);
        assertThat(refusal(() -> table.findMessageService(call("GET", "/notes"))))
                .isEqualTo(ErrorCode.INVALID_ACTION_NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "/m?peek=true, Peek",
        "/m?peek=true&n=3, Peek",
        "/m, Receive",
        "/m?n=3&wait=1, Receive",
        "/m?tag=, Untagged",
        "/m?tag=x, Tagged",
    })
    void parametersTellOperationsOfOnePathApart(String target, String operation) {
        assertThat(queue().findRoa("v1", call("GET", target)).operation()).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/m?peek=false",
                "/m?peek=true&wait=1",
                "/m?other=1",
                "/m?tag=x&n=1",
                "/m?peek=true&Peek=false",
                "/m?Tag=x"
            })
    void parametersThatFitNoOperationAreRefused(String target) {
        assertThat(refusal(() -> queue().findRoa("v1", call("GET", target)))).isEqualTo(ErrorCode.INVALID_QUERY_STRING);
    }

    @Test
    void parameterThatDecidesForAnotherOperationIsNotTakenInOtherLetters() {
        ServiceTable table = table(service(
                "queue",
                Dialect.ROA,
                operation("Receive", "GET", "/m", Conditions.NONE),
                operation("Peek", "GET", "/m", query("peek", "true"))));

        assertThat(table.findRoa("v1", call("GET", "/m?wait=1")).operation()).isEqualTo("Receive");
        assertThat(refusal(() -> table.findRoa("v1", call("GET", "/m?Peek=true"))))
                .isEqualTo(ErrorCode.INVALID_QUERY_STRING);
    }

    private static ServiceTable queue() {
        return table(service(
                "queue",
                Dialect.ROA,
                operation("Receive", "GET", "/m", new Conditions(Map.of(), Set.of("wait", "n"), Map.of())),
                operation("Tagged", "GET", "/m", new Conditions(Map.of("tag", "*"), Set.of(), Map.of())),
                operation("Untagged", "GET", "/m", new Conditions(Map.of("tag", ""), Set.of(), Map.of())),
                operation("Peek", "GET", "/m", new Conditions(Map.of("peek", "true"), Set.of("n"), Map.of()))));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, Json",
        "Application/JSON;charset=UTF-8, Json",
        "text/xml, Xml",
        "text/plain, Other",
        ", Other"
    })
    void signedHeadersTellOperationsOfOnePathApart(String contentType, String operation) {
        ServiceTable table = table(service(
                "notes",
                Dialect.ROA,
                operation(
                        "Json",
                        "PUT",
                        "/n",
                        new Conditions(Map.of(), null, Map.of("content-type", "application/json"))),
                operation("Xml", "PUT", "/n", new Conditions(Map.of(), null, Map.of("content-type", "text/xml"))),
                operation("Other", "PUT", "/n", Conditions.NONE)));
        HeaderList.Builder headers = HeaderList.builder();
        if (contentType != null) {
            headers.add("Content-Type", contentType);
        }

        CallView call = (CallView) CallView.read("PUT", "/n", headers.build(), null);

        assertThat(table.findRoa("v1", call).operation()).isEqualTo(operation);
    }

    @Test
    void manyOperationsOfOnePathAreFoundInOneLookUp() {
        List<OperationDefinition> operations = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            operations.add(operation("Act" + number, "POST", "/", query("act", "Act" + number)));
        }
        operations.add(operation("Any", "POST", "/", Conditions.NONE));
        ServiceDefinition service = service("many", Dialect.MNS, false, operations);

        ServiceTable table = table(service);
        OperationIndex.Choice choice = new OperationIndex(List.of(service)).find("POST", "/", 0);

        assertThat(table.findMessageService(call("POST", "/?act=Act77")).operation())
                .isEqualTo("Act77");
        assertThat(table.findMessageService(call("POST", "/?act=Act500")).operation())
                .isEqualTo("Any");
        assertThat(choice).isInstanceOf(OperationIndex.Spelt.class);
        OperationIndex.Choice spelt = ((OperationIndex.Spelt) Objects.requireNonNull(choice)).choice();
        assertThat(spelt).isInstanceOfSatisfying(OperationIndex.ByValue.class, byValue -> assertThat(
                        byValue.byValue().values())
                .allSatisfy(
                        few -> assertThat(((OperationIndex.Few) few).entries()).hasSize(2)));
    }

    @Test
    void accountPrefixIsSetApart() {
        ServiceTable table = table(service(
                "queue", Dialect.MNS, true, List.of(operation("GET", "/"), operation("GET", "/queues/{queue}"))));

        Target.Proxied own = (Target.Proxied) table.findMessageService(call("GET", "/queues/q"));
        Target.Proxied others = (Target.Proxied) table.findMessageService(call("GET", "/" + ACCOUNT + "/queues/q"));
        Target.Proxied root = (Target.Proxied) table.findMessageService(call("GET", "/" + ACCOUNT + "/"));

        assertThat(own.namedAccount()).isNull();
        assertThat(others.namedAccount()).isEqualTo(ACCOUNT);
        assertThat(others.path()).isEqualTo("/queues/q");
        assertThat(others.variables()).isEqualTo(Map.of("queue", "q"));
        assertThat(root.path()).isEqualTo("/");
        assertThat(refusal(() -> table.findMessageService(call("GET", "/123456789012345/queues/q"))))
                .isEqualTo(ErrorCode.INVALID_ACTION_NOT_FOUND);
    }

    @Test
    void accountPrefixIsNotTakenForServicesWithoutIt() {
        ServiceTable table = table(service("queue", Dialect.MNS, operation("GET", "/{a}/{b}")));

        Target.Proxied found = (Target.Proxied) table.findMessageService(call("GET", "/" + ACCOUNT + "/q"));

        assertThat(found.namedAccount()).isNull();
        assertThat(found.variables()).isEqualTo(Map.of("a", ACCOUNT, "b", "q"));
    }

    @Test
    void rpcOperationIsFoundByVersionAndAction() {
        ServiceTable table = table(service("notes", Dialect.RPC, rpc("Get")));

        assertThat(table.findRpc("v1", "Get").operation()).isEqualTo("Get");
        assertThat(refusal(() -> table.findRpc("v1", "get"))).isEqualTo(ErrorCode.INVALID_ACTION_NOT_FOUND);
        assertThat(refusal(() -> table.findRpc("v2", "Get"))).isEqualTo(ErrorCode.INVALID_ACTION_NOT_FOUND);
    }

    @Test
    void ambiguousServicesMakeNoTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(
                        service("notes", Dialect.ROA, operation("GET", "/{a}")),
                        service("memos", Dialect.ROA, operation("GET", "/b"))))
                .withMessageContaining("notes");
    }

    private static ErrorCode refusal(Runnable search) {
        return catchThrowableOfType(ApiException.class, search::run).error();
    }

    private static ServiceTable table(ServiceDefinition... services) {
        return new ServiceTable(List.of(), List.of(services));
    }

    private static CallView call(String method, String target) {
        return (CallView) CallView.read(method, target, HeaderList.builder().build(), null);
    }
}
