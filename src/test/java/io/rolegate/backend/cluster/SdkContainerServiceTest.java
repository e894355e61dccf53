package io.rolegate.backend.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.cs20151215.Client;
import com.aliyun.cs20151215.models.CreateClusterNodePoolRequest;
import com.aliyun.cs20151215.models.CreateClusterNodePoolRequest.CreateClusterNodePoolRequestNodepoolInfo;
import com.aliyun.cs20151215.models.CreateClusterRequest;
import com.aliyun.cs20151215.models.DeleteClusterNodepoolRequest;
import com.aliyun.cs20151215.models.DeleteClusterRequest;
import com.aliyun.cs20151215.models.DescribeClusterEventsRequest;
import com.aliyun.cs20151215.models.DescribeClusterNodesRequest;
import com.aliyun.cs20151215.models.DescribeClusterUserKubeconfigRequest;
import com.aliyun.cs20151215.models.DescribeClustersV1Request;
import com.aliyun.cs20151215.models.DescribeKubernetesVersionMetadataRequest;
import com.aliyun.cs20151215.models.DescribeTemplatesRequest;
import com.aliyun.cs20151215.models.InstallClusterAddonsRequest;
import com.aliyun.cs20151215.models.InstallClusterAddonsRequest.InstallClusterAddonsRequestBody;
import com.aliyun.cs20151215.models.ListTagResourcesRequest;
import com.aliyun.cs20151215.models.ModifyClusterRequest;
import com.aliyun.cs20151215.models.RemoveClusterNodesRequest;
import com.aliyun.cs20151215.models.ScaleClusterNodePoolRequest;
import com.aliyun.cs20151215.models.ScaleOutClusterRequest;
import com.aliyun.cs20151215.models.Tag;
import com.aliyun.cs20151215.models.TagResourcesRequest;
import com.aliyun.cs20151215.models.UntagResourcesRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import io.rolegate.backend.AssertionIssuer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.Forwarder;
import io.rolegate.backend.MovableClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unmodified official SDK fills its models from our answers. */
class SdkContainerServiceTest {
    private static final String ACCOUNT = "1000000000000001";
    /** Longer than a test runs, so that only the clock ends tasks. */
    private static final Duration HOUR = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final MovableClock clock = new MovableClock();
    private Client client;

    @BeforeEach
    void start() throws Exception {
        AssertionIssuer issuer = new AssertionIssuer(vertx);
        ContainerServiceVerticle service = new ContainerServiceVerticle(
                BackendSettings.loopback(issuer.jwksUrl()), clock, new Timings(HOUR, HOUR, HOUR, HOUR));
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        Forwarder forwarder = new Forwarder(
                vertx, service.port(), () -> issuer.assertion(ContainerServiceVerticle.AUDIENCE, ACCOUNT));
        client = new Client(new Config()
                .setAccessKeyId("id")
                .setAccessKeySecret("secret")
                .setProtocol("http")
                .setEndpoint("127.0.0.1:" + forwarder.port()));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void clusterIsMadeSeenAndDeleted() throws Exception {
        var created = client.createCluster(request("shop").setDeletionProtection(true))
                .getBody();
        String id = created.getClusterId();
        assertThat(id).matches("c[0-9a-f]{32}");
        assertThat(created.getRequestId()).isNotBlank();
        assertThat(client.describeClusterDetail(id).getBody().getState()).isEqualTo("initial");
        assertThat(client.describeTaskInfo(created.getTaskId()).getBody().getState())
                .isEqualTo("running");

        clock.advance(HOUR);
        var task = client.describeTaskInfo(created.getTaskId()).getBody();
        assertThat(task.getState()).isEqualTo("success");
        assertThat(task.getTaskType()).isEqualTo("cluster_create");
        assertThat(task.getTaskResult().get(0).getStatus()).isEqualTo("success");
        var detail = client.describeClusterDetail(id).getBody();
        assertThat(detail.getState()).isEqualTo("running");
        assertThat(detail.getName()).isEqualTo("shop");
        assertThat(detail.getSize()).isEqualTo(3L);
        assertThat(detail.getDeletionProtection()).isTrue();
        assertThat(detail.getTags().get(0).getKey()).isEqualTo("team");
        assertThat(detail.getMaintenanceWindow().getEnable()).isFalse();
        assertThat(detail.getMasterUrl()).contains("api_server_endpoint");

        var list = client.describeClustersV1(new DescribeClustersV1Request().setName("sho"))
                .getBody();
        assertThat(list.getClusters()).singleElement().satisfies(one -> assertThat(one.getClusterId())
                .isEqualTo(id));
        assertThat(list.getPageInfo().getTotalCount()).isEqualTo(1);

        assertCode("ErrorDeletionProtectionEnabled", () -> client.deleteCluster(id, new DeleteClusterRequest()));
        client.modifyCluster(id, new ModifyClusterRequest().setDeletionProtection(false));
        clock.advance(HOUR);
        client.deleteCluster(id, new DeleteClusterRequest());
        assertThat(client.describeClusterDetail(id).getBody().getState()).isEqualTo("deleting");
        clock.advance(HOUR);
        assertCode("ErrorClusterNotFound", () -> client.describeClusterDetail(id));
    }

    @Test
    void tagsOfSeveralClustersComeAndGo() throws Exception {
        List<String> ids = List.of(running(), running());
        TagResourcesRequest tagging =
                new TagResourcesRequest().setResourceType("CLUSTER").setResourceIds(ids);
        client.tagResources(tagging.setTags(List.of(
                new Tag().setKey("team").setValue("b"), new Tag().setKey("env").setValue("test"))));

        assertThat(tags(ids)).containsExactly("team=b", "env=test", "team=b", "env=test");
        assertThat(tags(ids, new Tag().setKey("env").setValue("test"))).containsExactly("env=test", "env=test");

        UntagResourcesRequest untagging =
                new UntagResourcesRequest().setResourceType("CLUSTER").setResourceIds(ids);
        client.untagResources(untagging.setTagKeys(List.of("team")));
        assertThat(tags(ids)).containsExactly("env=test", "env=test");
        client.untagResources(untagging.setTagKeys(null).setAll(true));
        assertThat(tags(ids)).isEmpty();

        assertCode(
                "ErrorClusterNotFound",
                () -> client.tagResources(tagging.setResourceIds(List.of(ids.get(0), "c" + "0".repeat(32)))));
        assertThat(tags(ids)).isEmpty();
    }

    private List<String> tags(List<String> clusters, Tag... wanted) throws Exception {
        return client
                .listTagResources(new ListTagResourcesRequest()
                        .setResourceType("CLUSTER")
                        .setResourceIds(clusters)
                        .setTags(wanted.length == 0 ? null : List.of(wanted)))
                .getBody()
                .getTagResources()
                .getTagResource()
                .stream()
                .map(tag -> tag.getTagKey() + '=' + tag.getTagValue())
                .toList();
    }

    @Test
    void kubeconfigIsOfTheCluster() throws Exception {
        String id = running();

        var config = client.describeClusterUserKubeconfig(
                        id, new DescribeClusterUserKubeconfigRequest().setTemporaryDurationMinutes(15L))
                .getBody();

        assertThat(config.getConfig()).contains("apiVersion: v1", "current-context: ", id.substring(1, 9));
        assertThat(config.getExpiration()).endsWith("+08:00");
    }

    @Test
    void nodesComeAndGo() throws Exception {
        String id = running();
        client.scaleOutCluster(id, new ScaleOutClusterRequest().setCount(2L));
        assertCode("ErrorClusterState", () -> client.scaleOutCluster(id, new ScaleOutClusterRequest().setCount(2L)));
        clock.advance(HOUR);

        var nodes = client.describeClusterNodes(id, new DescribeClusterNodesRequest().setPageSize("4"))
                .getBody();
        assertThat(nodes.getNodes()).hasSize(4).allSatisfy(node -> {
            assertThat(node.getNodeStatus()).isEqualTo("Ready");
            assertThat(node.getIpAddress()).hasSize(1);
        });
        assertThat(nodes.getPage().getTotalCount()).isEqualTo(5);

        String leaving = nodes.getNodes().get(0).getNodeName();
        client.removeClusterNodes(id, new RemoveClusterNodesRequest().setNodes(List.of(leaving)));
        clock.advance(HOUR);
        assertThat(client.describeClusterNodes(id, new DescribeClusterNodesRequest())
                        .getBody()
                        .getNodes())
                .hasSize(4)
                .noneSatisfy(node -> assertThat(node.getNodeName()).isEqualTo(leaving));
    }

    @Test
    void nodePoolLivesThroughItsOperations() throws Exception {
        String id = running();
        String pool = client.createClusterNodePool(
                        id,
                        new CreateClusterNodePoolRequest()
                                .setNodepoolInfo(new CreateClusterNodePoolRequestNodepoolInfo().setName("gpu")))
                .getBody()
                .getNodepoolId();
        client.scaleClusterNodePool(id, pool, new ScaleClusterNodePoolRequest().setCount(2L));
        assertThat(client.describeClusterNodePoolDetail(id, pool)
                        .getBody()
                        .getStatus()
                        .getState())
                .isEqualTo("scaling");
        clock.advance(HOUR);

        var detail = client.describeClusterNodePoolDetail(id, pool).getBody();
        assertThat(detail.getNodepoolInfo().getName()).isEqualTo("gpu");
        assertThat(detail.getStatus().getHealthyNodes()).isEqualTo(2L);
        assertThat(detail.getScalingGroup().getInstanceTypes()).isNotEmpty();
        assertThat(client.describeClusterNodePools(id).getBody().getNodepools()).hasSize(2);

        assertCode(
                "ErrorNodePoolNotEmpty",
                () -> client.deleteClusterNodepool(id, pool, new DeleteClusterNodepoolRequest().setForce(false)));
        client.deleteClusterNodepool(id, pool, new DeleteClusterNodepoolRequest().setForce(true));
        clock.advance(HOUR);
        assertCode("ErrorNodePoolNotFound", () -> client.describeClusterNodePoolDetail(id, pool));
    }

    @Test
    void addonsAreInstalled() throws Exception {
        String id = running();
        client.installClusterAddons(
                id,
                new InstallClusterAddonsRequest()
                        .setBody(List.of(new InstallClusterAddonsRequestBody()
                                .setName("logtail-ds")
                                .setVersion("v1"))));

        assertThat(String.valueOf(
                        client.describeClusterAddonsVersion(id).getBody().get("logtail-ds")))
                .contains("version=v1");
        assertCode(
                "ErrorAddonNotFound",
                () -> client.installClusterAddons(
                        id,
                        new InstallClusterAddonsRequest()
                                .setBody(List.of(new InstallClusterAddonsRequestBody().setName("no-such-addon")))));
    }

    @Test
    void eventsVersionsAndTemplatesAreListed() throws Exception {
        String id = running();

        var events = client.describeClusterEvents(id, new DescribeClusterEventsRequest())
                .getBody();
        assertThat(events.getEvents())
                .extracting(event -> event.getData().getReason())
                .contains("Started", "Succeeded");
        var versions = client.describeKubernetesVersionMetadata(new DescribeKubernetesVersionMetadataRequest()
                        .setRegion("cn-hangzhou")
                        .setClusterType("ManagedKubernetes"))
                .getBody();
        assertThat(versions).isNotEmpty().allSatisfy(version -> {
            assertThat(version.getImages()).isNotEmpty();
            assertThat(version.getRuntimes().get(0).getName()).isEqualTo("containerd");
        });
        assertThat(client.describeTemplates(new DescribeTemplatesRequest())
                        .getBody()
                        .getTemplates())
                .allSatisfy(template -> assertThat(template.getTemplate()).contains("kind:"));
    }

    private String running() throws Exception {
        String id = client.createCluster(request("shop")).getBody().getClusterId();
        clock.advance(HOUR);
        return id;
    }

    private static CreateClusterRequest request(String name) {
        return new CreateClusterRequest()
                .setName(name)
                .setClusterType("ManagedKubernetes")
                .setRegionId("cn-hangzhou")
                .setNumOfNodes(3L)
                .setTags(List.of(new Tag().setKey("team").setValue("web")));
    }

    private static void assertCode(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(TeaException.class, e -> assertThat(e.getCode())
                .isEqualTo(code));
    }
}
