package io.rolegate.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.mns.common.parser.JAXBResultParser;
import com.aliyun.mns.model.ErrorMessage;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ErrorRendererTest {
    private static final ErrorBody DENIAL = new ErrorBody("REQ-1", "gate.example", "NoPermission", "You may not.")
            .withAccessDeniedDetail(Map.of("AuthAction", "ram:CreateUser"));

    /** The JAXB of the message service's SDK generates classes in a way that ended with Java 11; this turns it off. */
    @BeforeAll
    static void letTheOldJaxbRun() {
        System.setProperty("com.sun.xml.bind.v2.bytecode.ClassTailor.noOptimize", "true");
    }

    @Test
    void jsonHasTheCapitalisedKeysThatSdksRead() {
        Rendered rendered = ErrorRenderer.roa(DENIAL);
        JsonObject json = JsonParser.parseString(rendered.body()).getAsJsonObject();

        assertThat(rendered.contentType()).startsWith("application/json");
        assertThat(json.keySet())
                .containsExactly("RequestId", "HostId", "Code", "Message", "Recommend", "AccessDeniedDetail");
        assertThat(json.get("Code").getAsString()).isEqualTo("NoPermission");
        assertThat(json.getAsJsonObject("AccessDeniedDetail").get("AuthAction").getAsString())
                .isEqualTo("ram:CreateUser");
        assertThat(ErrorRenderer.rpc(Format.JSON, DENIAL)).isEqualTo(rendered);
    }

    @Test
    void detailIsLeftOutWhereThereIsNone() {
        ErrorBody error = new ErrorBody("REQ-1", "gate.example", "InternalError", "Fault.");

        assertThat(ErrorRenderer.roa(error).body()).doesNotContain("AccessDeniedDetail");
        assertThat(ErrorRenderer.messageService(error).body()).doesNotContain("AccessDeniedDetail");
    }

    @Test
    void xmlErrorHoldsTheSameChildren() throws Exception {
        Document xml =
                AnswerRendererTest.parse(ErrorRenderer.rpc(Format.XML, DENIAL).body());

        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("Error");
        assertThat(text(xml, "Code")).isEqualTo("NoPermission");
        assertThat(text(xml, "RequestId")).isEqualTo("REQ-1");
        assertThat(text(xml, "HostId")).isEqualTo("gate.example");
        assertThat(text(xml, "AuthAction")).isEqualTo("ram:CreateUser");
    }

    @Test
    void messageServicesSdkReadsItsEnvelope() throws Exception {
        ErrorBody error = DENIAL.withAccessDeniedDetail(Map.of("AuthAction", "mns:SendMessage"));

        Rendered rendered = ErrorRenderer.messageService(error);

        assertThat(rendered.contentType()).startsWith("text/xml");
        assertThat(rendered.body()).contains("<Error xmlns=\"http://mns.aliyuncs.com/doc/v1\">");
        ErrorMessage read = (ErrorMessage)
                new JAXBResultParser(ErrorMessage.class).parse(new ByteArrayInputStream(rendered.bytes()));
        assertThat(read.Code).isEqualTo("NoPermission");
        assertThat(read.Message).isEqualTo("You may not.");
        assertThat(read.RequestId).isEqualTo("REQ-1");
        assertThat(read.HostId).isEqualTo("http://gate.example");
    }

    @Test
    void refusalsHaveTheCodeOfTheCallersDialect() {
        ApiException refusal = new ApiException(ErrorCode.ENTITY_NOT_EXIST, "User", "No user.");

        assertThat(ErrorBody.of(refusal, "R", "h").code()).isEqualTo("EntityNotExist.User");
        assertThat(ErrorBody.ofMessageService(refusal, "R", "h").code()).isEqualTo("InvalidArgument");
    }

    @Test
    void hostileMessagesStayText() throws Exception {
        ErrorBody error = new ErrorBody("R", "h\"><x", "C", "</Message><Code>OK</Code>\u0000");

        Document xml =
                AnswerRendererTest.parse(ErrorRenderer.messageService(error).body());

        assertThat(xml.getElementsByTagName("Code").getLength()).isEqualTo(1);
        assertThat(new String(ErrorRenderer.roa(error).bytes(), UTF_8)).contains("\\u0000");
    }

    private static String text(Document xml, String name) {
        return xml.getElementsByTagName(name).item(0).getTextContent();
    }
}
