package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.cs20151215.models.CreateClusterRequest;
import com.aliyun.cs20151215.models.DescribeClustersV1Request;
import com.aliyun.mns.common.ServiceException;
import com.aliyun.mns.model.Message;
import com.aliyun.mns.model.QueueMeta;
import com.aliyun.tea.TeaException;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.http.ProtocolType;
import io.rolegate.signature.SigningCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The journey of the official Java SDKs, unmodified, over plain HTTP. */
@ExtendWith(RolegateExtension.class)
class JourneyIT {
    private final Cast cast;

    JourneyIT(Cast cast) {
        this.cast = cast;
    }

    @Test
    void partnerWorksOnTheOwnersQueuesWithinItsRole() throws Exception {
        cast.ownerA().messageService().createQueue(queue("orders-1"));
        cast.ownerA().messageService().createQueue(queue("billing-1"));
        var role = cast.role(Cast.allowing("mns:*", "acs:mns:*:*:/queues/orders-*"));
        SigningCredentials session = cast.session(cast.user(), role);

        var queue = cast.as(session).messageService().getQueueRef("orders-1");
        queue.putMessage(new Message("order 42"));
        Message received = queue.popMessage(2);
        queue.deleteMessage(received.getReceiptHandle());

        assertThat(received.getMessageBodyAsString()).isEqualTo("order 42");
        ServiceException denied = catchThrowableOfType(
                ServiceException.class,
                () -> cast.as(session).messageService().getQueueRef("billing-1").putMessage(new Message("no")));
        assertThat(denied.getErrorCode()).isEqualTo("AccessDenied");
        assertThat(denied.getRequestId()).matches("[0-9A-F-]{36}");
    }

    @Test
    void partnerListsTheOwnersClustersAndNothingOfItsOwnAccount() throws Exception {
        cast.ownerA()
                .containerService()
                .createCluster(new CreateClusterRequest()
                        .setName("production")
                        .setClusterType("ManagedKubernetes")
                        .setRegionId("cn-hangzhou"));
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        SigningCredentials session = cast.session(cast.user(), role);

        var byAcs3 = cast.as(session).containerService().describeClustersV1(new DescribeClustersV1Request());
        var byRoa = cast.as(session).containerServiceSignedV1().describeClustersV1(new DescribeClustersV1Request());

        assertThat(byAcs3.getBody().getClusters())
                .anyMatch(cluster -> cluster.getName().equals("production"));
        assertThat(byRoa.getBody().getClusters())
                .anyMatch(cluster -> cluster.getName().equals("production"));
    }

    @Test
    void deniedActionTellsWhatWasAskedAndWhichKindOfPolicyIsMissing() throws Exception {
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        SigningCredentials session = cast.session(cast.user(), role);

        TeaException denied = catchThrowableOfType(TeaException.class, () -> cast.as(session)
                .containerService()
                .describeClusterUserKubeconfig(
                        "c1", new com.aliyun.cs20151215.models.DescribeClusterUserKubeconfigRequest()));

        assertThat(denied.getCode()).isEqualTo("Forbidden.RAM");
        assertThat(denied.getStatusCode()).isEqualTo(403);
        assertThat(denied.getAccessDeniedDetail())
                .containsEntry("AuthAction", "cs:DescribeClusterUserKubeconfig")
                .containsEntry("NoPermissionType", "ImplicitDeny")
                .containsEntry("PolicyType", "AccountLevelIdentityBasedPolicy");
    }

    @Test
    void callerIdentityIsTheRoleSession() throws Exception {
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        var user = cast.user();

        var identity =
                cast.as(cast.session(user, role)).sts().getCallerIdentity().getBody();

        assertThat(identity.getIdentityType()).isEqualTo("AssumedRoleUser");
        assertThat(identity.getAccountId()).isEqualTo(cast.accountA());
        assertThat(identity.getArn()).endsWith(":assumed-role/" + role.name() + "/" + user.name());
        assertThat(identity.getRequestId()).matches("[0-9A-F-]{36}");
    }

    @Test
    void firstGenerationSdkSignsRpcAndReadsTheAnswer() throws Exception {
        Sdk sdk = cast.as(cast.user().credentials());
        CommonRequest request = new CommonRequest();
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysDomain(sdk.hostAndPort());
        request.setSysVersion("2015-04-01");
        request.setSysAction("GetCallerIdentity");

        String answer = sdk.core().getCommonResponse(request).getData();

        assertThat(answer).contains("RAMUser", cast.accountB());
    }

    @Test
    void accountOwnerIsToldToCreateUsers() {
        assertThatThrownBy(() -> cast.session(
                        new Cast.PartnerUser("owner", cast.credentialsOfOwnerB()),
                        cast.role(Cast.allowing("cs:*", "*"))))
                .isInstanceOfSatisfying(TeaException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo("NoPermission"))
                .hasMessageContaining("RAM user");
    }

    private static QueueMeta queue(String name) {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName(name);
        return meta;
    }
}
