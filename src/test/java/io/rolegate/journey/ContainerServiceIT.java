package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.cs20151215.Client;
import com.aliyun.cs20151215.models.CreateClusterNodePoolRequest;
import com.aliyun.cs20151215.models.CreateClusterRequest;
import com.aliyun.cs20151215.models.CreateTemplateRequest;
import com.aliyun.cs20151215.models.DeleteClusterNodepoolRequest;
import com.aliyun.cs20151215.models.DeleteClusterRequest;
import com.aliyun.cs20151215.models.DescribeClusterNodesRequest;
import com.aliyun.cs20151215.models.DescribeClusterTasksResponseBody;
import com.aliyun.cs20151215.models.DescribeClusterUserKubeconfigRequest;
import com.aliyun.cs20151215.models.DescribeClustersRequest;
import com.aliyun.cs20151215.models.DescribeEventsRequest;
import com.aliyun.cs20151215.models.DescribeTemplatesRequest;
import com.aliyun.cs20151215.models.GrantPermissionsRequest;
import com.aliyun.cs20151215.models.InstallClusterAddonsRequest;
import com.aliyun.cs20151215.models.ListTagResourcesRequest;
import com.aliyun.cs20151215.models.ModifyClusterNodePoolRequest;
import com.aliyun.cs20151215.models.ModifyClusterTagsRequest;
import com.aliyun.cs20151215.models.ScaleClusterNodePoolRequest;
import com.aliyun.cs20151215.models.Tag;
import com.aliyun.cs20151215.models.TagResourcesRequest;
import com.aliyun.cs20151215.models.UnInstallClusterAddonsRequest;
import com.aliyun.cs20151215.models.UntagResourcesRequest;
import com.aliyun.cs20151215.models.UpdateTemplateRequest;
import com.aliyun.cs20151215.models.UpgradeClusterRequest;
import com.aliyun.tea.TeaException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official Container Service SDK at work on clusters, through the gateway. */
@ExtendWith(RolegateExtension.class)
class ContainerServiceIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Cast cast;
    private final Client owner;

    ContainerServiceIT(Cast cast) throws Exception {
        this.cast = cast;
        this.owner = cast.ownerA().containerService();
    }

    @Test
    void clusterLivesFromCreationToDeletion() throws Exception {
        String cluster = cluster();
        assertThat(owner.describeClusterDetail(cluster).getBody().getCurrentVersion())
                .startsWith("1.26.");

        owner.upgradeCluster(cluster, new UpgradeClusterRequest());
        assertThat(owner.getUpgradeStatus(cluster).getBody().getStatus()).isEqualTo("running");
        TeaException busy = catchThrowableOfType(
                TeaException.class, () -> owner.upgradeCluster(cluster, new UpgradeClusterRequest()));
        assertThat(busy.getCode()).isEqualTo("ErrorClusterState");
        awaitRunning(cluster);
        assertThat(owner.getUpgradeStatus(cluster).getBody().getStatus()).isEqualTo("success");
        assertThat(owner.describeClusterDetail(cluster).getBody().getCurrentVersion())
                .startsWith("1.28.");

        owner.modifyClusterTags(
                cluster,
                new ModifyClusterTagsRequest()
                        .setBody(List.of(new Tag().setKey("team").setValue("shop"))));
        assertThat(owner.describeClusterDetail(cluster).getBody().getTags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.getValue()).isEqualTo("shop"));
        assertThat(owner.describeClusterResources(cluster).getBody())
                .extracting(resource -> resource.getClusterId())
                .containsOnly(cluster);
        assertThat(owner.describeClusterTasks(cluster).getBody().getTasks())
                .extracting(DescribeClusterTasksResponseBody.DescribeClusterTasksResponseBodyTasks::getTaskType)
                .containsExactly("cluster_upgrade", "cluster_create");
        assertThat(owner.describeClusterLogs(cluster).getBody().get(0).getClusterLog())
                .isEqualTo("cluster_upgrade succeeded");
        assertThat(owner.describeEvents(new DescribeEventsRequest().setClusterId(cluster))
                        .getBody()
                        .getEvents())
                .hasSize(4);
        assertThat(owner.describeClusterUserKubeconfig(
                                cluster, new DescribeClusterUserKubeconfigRequest().setTemporaryDurationMinutes(60L))
                        .getBody()
                        .getConfig())
                .contains("kind: Config");

        owner.deleteCluster(cluster, new DeleteClusterRequest());
        await().atMost(LIMIT).until(() -> owner.describeClusters(new DescribeClustersRequest()).getBody().stream()
                .noneMatch(one -> one.getClusterId().equals(cluster)));
    }

    @Test
    void nodePoolGrowsIsChangedAndGoes() throws Exception {
        String cluster = cluster();
        String pool = owner.createClusterNodePool(
                        cluster,
                        new CreateClusterNodePoolRequest()
                                .setNodepoolInfo(
                                        new CreateClusterNodePoolRequest.CreateClusterNodePoolRequestNodepoolInfo()
                                                .setName("workers")))
                .getBody()
                .getNodepoolId();
        String scaling = owner.scaleClusterNodePool(cluster, pool, new ScaleClusterNodePoolRequest().setCount(2L))
                .getBody()
                .getTaskId();
        await().atMost(LIMIT).until(() -> "success"
                .equals(owner.describeTaskInfo(scaling).getBody().getState()));

        owner.modifyClusterNodePool(
                cluster,
                pool,
                new ModifyClusterNodePoolRequest()
                        .setNodepoolInfo(new ModifyClusterNodePoolRequest.ModifyClusterNodePoolRequestNodepoolInfo()
                                .setName("crew"))
                        .setScalingGroup(new ModifyClusterNodePoolRequest.ModifyClusterNodePoolRequestScalingGroup()
                                .setDesiredSize(3L)));
        awaitRunning(cluster);
        var detail = owner.describeClusterNodePoolDetail(cluster, pool).getBody();
        assertThat(detail.getNodepoolInfo().getName()).isEqualTo("crew");
        assertThat(detail.getStatus().getHealthyNodes()).isEqualTo(3);
        assertThat(owner.describeClusterNodes(cluster, new DescribeClusterNodesRequest().setNodepoolId(pool))
                        .getBody()
                        .getNodes())
                .hasSize(3);

        owner.deleteClusterNodepool(cluster, pool, new DeleteClusterNodepoolRequest().setForce(true));
        await().atMost(LIMIT)
                .until(() -> owner.describeClusterNodePools(cluster)
                                .getBody()
                                .getNodepools()
                                .size()
                        == 1);
    }

    @Test
    void addonsComeAndGo() throws Exception {
        String cluster = cluster();
        owner.installClusterAddons(
                cluster,
                new InstallClusterAddonsRequest()
                        .setBody(List.of(new InstallClusterAddonsRequest.InstallClusterAddonsRequestBody()
                                .setName("logtail-ds"))));

        owner.unInstallClusterAddons(cluster, uninstall("logtail-ds"));
        TeaException needed = catchThrowableOfType(
                TeaException.class, () -> owner.unInstallClusterAddons(cluster, uninstall("coredns")));

        assertThat(needed.getMessage()).contains("coredns");
        assertThat(owner.describeClusterAddonsVersion(cluster).getBody().get("logtail-ds"))
                .asString()
                .contains("exist=false");
    }

    @Test
    void accountKeepsTemplatesAndPermissions() throws Exception {
        String cluster = cluster();
        String template = owner.createTemplate(
                        new CreateTemplateRequest().setName("mine").setTemplate("kind: ConfigMap"))
                .getBody()
                .getTemplateId();
        owner.updateTemplate(template, new UpdateTemplateRequest().setTemplate("kind: Secret"));
        assertThat(owner.describeTemplates(new DescribeTemplatesRequest())
                        .getBody()
                        .getTemplates())
                .anySatisfy(one -> {
                    assertThat(one.getId()).isEqualTo(template);
                    assertThat(one.getTemplate()).isEqualTo("kind: Secret");
                });
        owner.deleteTemplate(template);

        owner.grantPermissions(
                "2001",
                new GrantPermissionsRequest()
                        .setBody(List.of(new GrantPermissionsRequest.GrantPermissionsRequestBody()
                                .setCluster(cluster)
                                .setRoleType("cluster")
                                .setRoleName("ops"))));
        assertThat(owner.describeUserPermission("2001").getBody())
                .singleElement()
                .satisfies(granted -> assertThat(granted.getResourceId()).isEqualTo(cluster));
        assertThat(owner.describeUserQuota().getBody().getClusterQuota()).isPositive();
    }

    @Test
    void roleReachesTheClusterItNamesAndNoOther() throws Exception {
        String own = cluster();
        String other = cluster();
        var role = cast.role(Cast.allowing("cs:*", "acs:cs:*:*:cluster/" + own));
        Client partner = cast.as(cast.session(cast.user(), role)).containerService();

        assertThat(partner.describeClusterLogs(own).getBody()).isNotEmpty();
        for (Delegation.Call denied : List.<Delegation.Call>of(
                () -> partner.describeClusterLogs(other),
                () -> partner.upgradeCluster(other, new UpgradeClusterRequest()),
                () -> partner.modifyClusterTags(other, new ModifyClusterTagsRequest().setBody(List.of())),
                () -> partner.describeUserPermission("2001"),
                () -> partner.describeClusters(new DescribeClustersRequest()))) {
            assertThat(Delegation.outcome(denied)).isEqualTo(Delegation.NOT_ALLOWED);
        }
    }

    @Test
    void tagsNeedThePermissionOnEachClusterNamed() throws Exception {
        String own = cluster();
        String other = cluster();
        var role = cast.role(Cast.allowing("cs:*", "acs:cs:*:*:cluster/" + own));
        Client partner = cast.as(cast.session(cast.user(), role)).containerService();

        partner.tagResources(tagging(own));
        assertThat(tags(partner, own)).containsExactly("shop");
        for (Delegation.Call denied : List.<Delegation.Call>of(
                () -> partner.tagResources(tagging(own, other)),
                () -> partner.tagResources(tagging(other, own)),
                () -> partner.untagResources(untagging(own, other)),
                () -> tags(partner, own, other))) {
            assertThat(Delegation.outcome(denied)).isEqualTo(Delegation.NOT_ALLOWED);
        }
        TeaException missing =
                catchThrowableOfType(TeaException.class, () -> partner.untagResources(untagging(own, other)));
        assertThat(missing.getMessage()).contains(other).doesNotContain(own);
        assertThat(tags(owner, own, other)).containsExactly("shop");

        partner.untagResources(untagging(own));
        assertThat(tags(partner, own)).isEmpty();
    }

    private static TagResourcesRequest tagging(String... clusters) {
        return new TagResourcesRequest()
                .setResourceType("CLUSTER")
                .setResourceIds(List.of(clusters))
                .setTags(List.of(new Tag().setKey("team").setValue("shop")));
    }

    private static UntagResourcesRequest untagging(String... clusters) {
        return new UntagResourcesRequest()
                .setResourceType("CLUSTER")
                .setResourceIds(List.of(clusters))
                .setTagKeys(List.of("team"));
    }

    private static List<String> tags(Client client, String... clusters) throws Exception {
        return client
                .listTagResources(
                        new ListTagResourcesRequest().setResourceType("CLUSTER").setResourceIds(List.of(clusters)))
                .getBody()
                .getTagResources()
                .getTagResource()
                .stream()
                .map(tag -> tag.getTagValue())
                .toList();
    }

    private static UnInstallClusterAddonsRequest uninstall(String name) {
        return new UnInstallClusterAddonsRequest()
                .setAddons(
                        List.of(new UnInstallClusterAddonsRequest.UnInstallClusterAddonsRequestAddons().setName(name)));
    }

    /** The id of a cluster that is running. */
    private String cluster() throws Exception {
        String id = owner.createCluster(new CreateClusterRequest()
                        .setName(cast.name("cluster-"))
                        .setKubernetesVersion("1.26.3-aliyun.1"))
                .getBody()
                .getClusterId();
        awaitRunning(id);
        return id;
    }

    private void awaitRunning(String cluster) {
        await().atMost(LIMIT).until(() -> "running"
                .equals(owner.describeClusterDetail(cluster).getBody().getState()));
    }
}
