package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.cs20151215.models.DescribeClustersV1Request;
import com.aliyun.cs20151215.models.DescribeTemplatesRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SuggestPolicy on what a partner's sessions have just done. */
@ExtendWith(RolegateExtension.class)
class SuggestPolicyIT {
    private static final String SUGGEST = "SuggestPolicy";

    private final Cast cast;

    SuggestPolicyIT(Cast cast) {
        this.cast = cast;
    }

    @Test
    void suggestsWhatSessionsUsedAndListsWhatTheyDidNot() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"));
        Sdk session = cast.as(cast.session(cast.user(), role));
        session.containerService().describeTemplates(new DescribeTemplatesRequest());
        session.containerService().describeClustersV1(new DescribeClustersV1Request());
        Map<String, String> question = Map.of("PrincipalArn", role.arn());

        JsonObject suggested = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> GenericCall.call(cast.ownerA(), SUGGEST, question),
                        answer -> answer.getInteger("AllowedRequests") == 2);

        assertThat(suggested.getBoolean("IsTruncated")).isFalse();
        String document = suggested.getString("PolicyDocument");
        assertThat(document).contains("cs:DescribeTemplates").doesNotContain("cs:*", "cs:DeleteCluster");
        assertThat(suggested.getJsonObject("UnusedActions").getJsonArray("Action"))
                .contains("cs:DeleteCluster")
                .doesNotContain("cs:DescribeTemplates");

        var exact = cast.role(document);
        Sdk narrowed = cast.as(cast.session(cast.user(), exact));
        assertThat(Delegation.outcome(
                        () -> narrowed.containerService().describeTemplates(new DescribeTemplatesRequest())))
                .isEqualTo(Delegation.WORKS);
    }

    @Test
    void strangersAndForeignPrincipalsAreRefused() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"));

        assertThat(GenericCall.outcome(cast.ownerB(), SUGGEST, Map.of("PrincipalArn", role.arn())))
                .isEqualTo("InvalidParameter.PrincipalArn");
        assertThat(GenericCall.outcome(cast.ownerA(), SUGGEST, Map.of("PrincipalArn", role.arn() + "x")))
                .isEqualTo("EntityNotExist");
        assertThat(GenericCall.outcome(
                        cast.as(cast.user().credentials()),
                        SUGGEST,
                        Map.of("PrincipalArn", "acs:ram::" + cast.accountB() + ":user/x")))
                .isEqualTo("NoPermission");
    }
}
