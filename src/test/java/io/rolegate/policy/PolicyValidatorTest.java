package io.rolegate.policy;

import static io.rolegate.policy.Policies.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyValidatorTest {
    private static final String TRUST =
            "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'RAM':'acs:ram::2002000000000002:root'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Effect':'allow','Action':'*','Resource':'*'} | $.Statement[0].Effect",
                "{'Effect':'Allow','Action':'GetQueue','Resource':'*'} | $.Statement[0].Action",
                "{'Effect':'Allow','Action':['*','mns: Get'],'Resource':'*'} | $.Statement[0].Action[1]",
                "{'Effect':'Allow','Action':':Get','Resource':'*'} | $.Statement[0].Action",
                "{'Effect':'Allow','Action':'*','Resource':'arn:aws:sqs:x:y:z'} | $.Statement[0].Resource",
                "{'Effect':'Allow','Action':'*','Resource':'acs:mns'} | $.Statement[0].Resource",
                "{'Effect':'Allow','Action':'*','Resource':'queue*'} | $.Statement[0].Resource",
                "{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'} | $.Statement[0].Principal",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddres':{'acs:SourceIp':'::1'}}} "
                        + "| $.Statement[0].Condition.IpAddres",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'acs:SourceIp':['::1','x']}}} "
                        + "| $.Statement[0].Condition.IpAddress['acs:SourceIp'][1]",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':{'a':'1700000000'}}} "
                        + "| $.Statement[0].Condition.DateLessThan.a",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericEquals':{'a':'1e3'}}} "
                        + "| $.Statement[0].Condition.NumericEquals.a",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a':'yes'}}} "
                        + "| $.Statement[0].Condition.Bool.a",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Null':{'a':'1'}}} "
                        + "| $.Statement[0].Condition.Null.a",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericEquals':{'acs:sourceIP':'1'}}} "
                        + "| $.Statement[0].Condition.NumericEquals['acs:sourceIP']",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'acs:CurrentTime':'::1'}}} "
                        + "| $.Statement[0].Condition.IpAddress['acs:CurrentTime']",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':{'oidc:iss':'2026-01-31'}}} "
                        + "| $.Statement[0].Condition.DateLessThan['oidc:iss']",
                "{'Effect':'Allow','Effect':'Allow','Action':'*','Resource':'*'} | $.Statement[0].Effect",
            })
    void pointsAtWhatIsWrong(String statement, String path) {
        assertThat(PolicyValidator.findings(document(statement), PolicyKind.IDENTITY))
                .extracting(Finding::path)
                .containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Resource':'*','Principal':'*' | $.Statement[0].Resource",
                "'Principal':{'AWS':'*'} | $.Statement[0].Principal.AWS",
                "'Principal':{'RAM':'acs:ram::1:user/*'} | $.Statement[0].Principal.RAM",
                "'Principal':{'RAM':'1'} | $.Statement[0].Principal.RAM",
                "'Principal':{'Service':'*'} | $.Statement[0].Principal.Service",
                "'Principal':{'Federated':'corp'} | $.Statement[0].Principal.Federated",
                "'NotPrincipal':'*','Principal':'*' | $.Statement[0].NotPrincipal",
                "'Sid':'x' | $.Statement[0].Principal"
            })
    void pointsAtWhatIsWrongInTrustPolicies(String rest, String path) {
        String statement = "{'Effect':'Allow','Action':'sts:AssumeRole'," + rest + "}";

        assertThat(PolicyValidator.findings(document(statement), PolicyKind.TRUST))
                .extracting(Finding::path)
                .containsExactly(path);
    }

    @Test
    void findsEverythingAtOnce() {
        String json = document("{'Effect':'allow','Action':'x','Note':1}");

        assertThat(PolicyValidator.findings(json, PolicyKind.IDENTITY)).hasSize(4);
    }

    @Test
    void suggestsTheOperatorThatWasMeant() {
        String json =
                document("{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'stringEqual':{'acs:k':'v'}}}");

        assertThat(PolicyValidator.findings(json, PolicyKind.IDENTITY))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("StringEquals");
    }

    @Test
    void soundDocumentsOfEachKindPass() {
        String statement = "{'Effect':'Allow','Action':['*:Get*','mns:*'],'NotResource':['acs:cs:*','*'],'Sid':'s'}";
        for (PolicyKind kind : List.of(PolicyKind.IDENTITY, PolicyKind.SESSION, PolicyKind.CONTROL)) {
            assertThat(PolicyValidator.findings(document(statement), kind)).isEmpty();
        }
        assertThat(PolicyValidator.findings(document(TRUST), PolicyKind.TRUST)).isEmpty();
    }

    @Test
    void lengthIsLimitedByKindInCodePoints() {
        for (PolicyKind kind : PolicyKind.values()) {
            String json = kind == PolicyKind.TRUST
                    ? document(TRUST)
                    : document("{'Effect':'Allow','Action':'*','Resource':'*'}");
            String full = json + " ".repeat(kind.maxCharacters() - json.length());

            assertThat(PolicyValidator.findings(full, kind)).isEmpty();
            assertThat(PolicyValidator.findings(full + " ", kind)).hasSize(1);
        }
        String astral =
                document("{'Effect':'Allow','Action':'*','Resource':'*','Sid':'" + "\ud83d\ude00".repeat(6000) + "'}");
        assertThat(PolicyValidator.findings(astral, PolicyKind.IDENTITY)).isEmpty();
    }

    @Test
    void undocumentedOperatorsCanBeRefused() {
        for (String operator : List.of("Null", "StringEqualsIfExists", "ForAnyValue:StringEquals")) {
            String json = document(
                    "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'" + operator + "':{'acs:k':'true'}}}");

            assertThat(PolicyValidator.findings(json, PolicyKind.IDENTITY)).isEmpty();
            assertThat(PolicyValidator.findings(json, PolicyKind.IDENTITY, OperatorSet.DOCUMENTED))
                    .hasSize(1);
        }
    }

    @Test
    void namesInFindingsCanNotBreakLines() {
        String json = document("{'\\u000a\\u001b[2J\\u202e':1}");

        assertThat(PolicyValidator.findings(json, PolicyKind.IDENTITY))
                .allSatisfy(finding ->
                        assertThat(finding.path() + finding.message()).doesNotContainPattern("[\\x00-\\x1f\\u202e]"));
    }

    @Test
    void anyKeyCanBeComparedAsText() {
        String json = document("{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringLike':"
                + "{'acs:SourceIp':'192.0.2.*','acs:CurrentTime':'2026-*','acs:RequestTag/cost':'1*'},"
                + "'NumericLessThan':{'acs:RequestTag/cost':'10'},'Null':{'acs:MFAPresent':'true'}}}");

        assertThat(PolicyValidator.findings(json, PolicyKind.IDENTITY)).isEmpty();
    }

    @Test
    void brokenJsonIsLocated() {
        assertThat(PolicyValidator.findings("{\n\"Version\":", PolicyKind.IDENTITY))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("line 2").doesNotContain("\n", "Source"));
    }

    @Test
    void hostileDocumentsAreFindings() {
        String duplicates = "{" + "\"a\":1,".repeat(100_000) + "\"a\":1}";
        for (String json : List.of(
                "[".repeat(200_000),
                "{\"a\":".repeat(50_000),
                duplicates,
                " ".repeat(2_000_000),
                "\ufeff{}",
                "{\"\ud800\":\"\udc00\"}",
                "1".repeat(500_000),
                "\u0000",
                "{'Version':1}",
                "NaN",
                "{} {}",
                "")) {
            assertThat(PolicyValidator.findings(json, PolicyKind.TRUST))
                    .isNotEmpty()
                    .hasSizeLessThan(110);
            assertThat(PolicyDocument.parseFailingClosed(json, PolicyKind.TRUST).isMalformed())
                    .isTrue();
        }
    }

    @Property
    void anyTextIsFoundWanting(@ForAll String json, @ForAll PolicyKind kind) {
        assertThat(PolicyValidator.findings(json, kind)).isNotEmpty();
    }

    @Property
    void anyDamageIsReadOrRefused(@ForAll char replacement, @ForAll int place, @ForAll PolicyKind kind) {
        StringBuilder json = new StringBuilder(document(TRUST, TRUST.replace("Principal", "Resource")));
        json.setCharAt(Math.floorMod(place, json.length()), replacement);

        assertThat(PolicyValidator.findings(json.toString(), kind)).isNotEmpty();
        assertThat(PolicyDocument.parseFailingClosed(json.toString(), kind).json())
                .isEqualTo(json.toString());
    }
}
