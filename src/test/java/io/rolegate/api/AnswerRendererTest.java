package io.rolegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.rolegate.identity.Page;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class AnswerRendererTest {
    private static final Answer LIST = new Fields()
            .page("Users", "User", new Page<>(List.of("amy", "bob"), null), name -> new Fields()
                    .put("UserName", name)
                    .put("CreateDate", Instant.parse("2026-01-02T03:04:05.678Z")))
            .put("Count", 2)
            .toAnswer();

    @Example
    void jsonWrapsListsTwiceAndAddsTheRequestId() {
        Rendered rendered = AnswerRenderer.render(Format.JSON, "ListUsers", LIST, "REQ-1");

        assertThat(rendered.contentType()).startsWith("application/json");
        assertThat(rendered.body())
                .isEqualTo("{\"Users\":{\"User\":["
                        + "{\"UserName\":\"amy\",\"CreateDate\":\"2026-01-02T03:04:05Z\"},"
                        + "{\"UserName\":\"bob\",\"CreateDate\":\"2026-01-02T03:04:05Z\"}]},"
                        + "\"IsTruncated\":false,\"Count\":2,\"RequestId\":\"REQ-1\"}");
    }

    @Example
    void xmlRepeatsTheElementOfAListUnderTheOperationsRoot() {
        Rendered rendered = AnswerRenderer.render(Format.XML, "ListUsers", LIST, "REQ-1");

        assertThat(rendered.contentType()).startsWith("text/xml");
        assertThat(rendered.body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListUsersResponse><Users>"
                        + "<User><UserName>amy</UserName><CreateDate>2026-01-02T03:04:05Z</CreateDate></User>"
                        + "<User><UserName>bob</UserName><CreateDate>2026-01-02T03:04:05Z</CreateDate></User></Users>"
                        + "<IsTruncated>false</IsTruncated><Count>2</Count><RequestId>REQ-1</RequestId>"
                        + "</ListUsersResponse>");
    }

    @Example
    void emptyListsKeepTheirWrapping() {
        Answer empty = new Fields().list("Users", "User", List.of()).toAnswer();

        assertThat(AnswerRenderer.render(Format.JSON, "X", empty, "R").body())
                .isEqualTo("{\"Users\":{\"User\":[]},\"RequestId\":\"R\"}");
        assertThat(AnswerRenderer.render(Format.XML, "X", empty, "R").body())
                .endsWith("<XResponse><Users></Users><RequestId>R</RequestId></XResponse>");
    }

    @Example
    void hostileTextStaysText() throws Exception {
        String hostile = "</Comments><Admin>1</Admin>\"}]]>&amp;'\u0000\u001b\uffff\ud800\r\n<!--";
        Answer answer = Answer.of("Comments", hostile);

        Document xml = parse(AnswerRenderer.render(Format.XML, "X", answer, "R").body());
        String json = AnswerRenderer.render(Format.JSON, "X", answer, "R").body();

        String expected = "</Comments><Admin>1</Admin>\"}]]>&amp;'\ufffd\ufffd\ufffd\ufffd\r\n<!--";
        assertThat(xml.getElementsByTagName("Admin").getLength()).isZero();
        assertThat(xml.getElementsByTagName("Comments").item(0).getTextContent())
                .isEqualTo(expected);
        assertThat(JsonParser.parseString(json)
                        .getAsJsonObject()
                        .get("Comments")
                        .getAsString())
                .isEqualTo(hostile.replace('\ud800', '\ufffd'));
    }

    @Property(tries = 300)
    void anyTextGivesParseableAnswers(@ForAll String text) throws Exception {
        Answer answer = Answer.of("Comments", text);

        parse(AnswerRenderer.render(Format.XML, "X", answer, "R").body());
        assertThat(JsonParser.parseString(AnswerRenderer.render(Format.JSON, "X", answer, "R")
                                .body())
                        .isJsonObject())
                .isTrue();
    }

    @Example
    void namesThatAreNoElementsAreRefused() {
        assertThatThrownBy(() -> AnswerRenderer.render(Format.XML, "X", Answer.of("a b", "c"), "R"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void formatParameterIgnoresCase() {
        assertThat(Format.of("xml")).isEqualTo(Format.XML);
        assertThat(Format.of("JSON")).isEqualTo(Format.JSON);
        assertThat(Format.of(null)).isEqualTo(Format.JSON);
    }

    @Example
    void answersKeepNoLinkToTheirSource() {
        Fields fields = new Fields().put("A", "1");
        Answer answer = fields.toAnswer();
        fields.put("B", "2");

        assertThat(answer.fields()).isEqualTo(Map.of("A", "1"));
    }

    static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
