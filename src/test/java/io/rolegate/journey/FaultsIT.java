package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.cs20151215.models.DescribeClustersV1Request;
import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.common.ClientException;
import com.aliyun.mns.common.ServiceException;
import com.aliyun.mns.model.Message;
import com.aliyun.mns.model.QueueMeta;
import com.aliyun.tea.TeaException;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of the mocked services as callers of the gateway see them. */
@ExtendWith(RolegateExtension.class)
class FaultsIT {
    private final Cast cast;
    private final Wire wire;
    private final RunningGateway gateway;
    private final MockFaults messages;
    private final MockFaults clusters;

    FaultsIT(Cast cast, Wire wire, RunningGateway gateway) {
        this.cast = cast;
        this.wire = wire;
        this.gateway = gateway;
        this.messages = new MockFaults(gateway, "message-service");
        this.clusters = new MockFaults(gateway, "container-service");
    }

    @AfterEach
    void mend() throws Exception {
        messages.clear();
        clusters.clear();
    }

    @Test
    void errorOfTheServiceReachesItsSdk() throws Exception {
        CloudQueue queue = queue();
        messages.add("{'effect':'error','status':503,'code':'QpsLimitExceeded','methods':['POST'],'count':1}");
        clusters.add("{'effect':'error','status':400,'code':'ErrorParamFormat','message':'as asked','count':1}");

        ServiceException busy =
                catchThrowableOfType(ServiceException.class, () -> queue.putMessage(new Message("order")));
        TeaException wrong = catchThrowableOfType(
                TeaException.class,
                () -> cast.ownerA().containerService().describeClustersV1(new DescribeClustersV1Request()));

        assertThat(busy.getErrorCode()).isEqualTo("QpsLimitExceeded");
        assertThat(wrong.getCode()).isEqualTo("ErrorParamFormat");
        queue.putMessage(new Message("order"));
    }

    @Test
    void resetOfTheUpstreamIsTheGatewaysErrorInTheCallersFormat() throws Exception {
        CloudQueue queue = queue();
        messages.add("{'effect':'reset','when':'after','methods':['POST'],'count':1}");
        clusters.add("{'effect':'reset','methods':['POST'],'path':'/clusters','count':1}");

        assertThatThrownBy(() -> queue.putMessage(new Message("order")))
                .isInstanceOfSatisfying(ServiceException.class, failed -> assertThat(failed.getRequestId())
                        .matches("[0-9A-F-]{36}"));
        TeaException failed = catchThrowableOfType(TeaException.class, () -> cast.ownerA()
                .containerService()
                .createCluster(new com.aliyun.cs20151215.models.CreateClusterRequest().setName("never")));

        assertThat(failed.getStatusCode()).isEqualTo(502);
        assertThat(messages.happened()).isOne();
        assertThat(queue.getAttributes().getActiveMessages())
                .as("sent, though the answer was lost, and sent once")
                .isOne();
        assertThat(cast.ownerA()
                        .containerService()
                        .describeClustersV1(new DescribeClustersV1Request().setName("never"))
                        .getBody()
                        .getClusters())
                .isEmpty();
    }

    @Test
    void truncatedAnswerNeverPassesForAWholeOne() throws Exception {
        CloudQueue queue = queue();
        queue.putMessage(new Message("order"));
        messages.add("{'effect':'truncate','path':'/queues/*/messages'}");

        assertThatThrownBy(queue::peekMessage).isInstanceOfAny(ClientException.class, ServiceException.class);

        messages.clear();
        assertThat(queue.peekMessage().getMessageBodyAsString()).isEqualTo("order");
    }

    @Test
    void slowAnswerArrivesWholeAndHoldsNobodyUp() throws Exception {
        CloudQueue slow = queue();
        CloudQueue quick = queue();
        slow.putMessage(new Message("order"));
        quick.putMessage(new Message("order"));
        String path = slow.getQueueURL().replaceFirst(".*(/queues/.*)", "$1/messages");
        messages.add("{'effect':'slow','bytesPerSecond':300,'path':'" + path + "'}");

        var trickling = slow.asyncPopMessage(null);
        assertThat(quick.popMessage().getMessageBodyAsString()).isEqualTo("order");

        assertThat(trickling.getResult().getMessageBodyAsString()).isEqualTo("order");
        assertThat(messages.happened()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"MNS, 2015-06-06", "ACS3, 2015-12-15", "ROA, 2015-12-15"})
    void controlEndpointIsNotReachedThroughTheGateway(Dialect dialect, String version) throws Exception {
        for (String path : List.of("/_faults", "/_faults/f1", "/" + cast.accountA() + "/_faults")) {
            UnsignedRequest request = UnsignedRequest.builder(dialect, "DELETE", path)
                    .version(version)
                    .build();

            assertThat(wire.call(request, gateway.enterpriseA().credentials()).status())
                    .as(path)
                    .isBetween(400, 404);
        }
    }

    private CloudQueue queue() {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName(cast.name("faulty-"));
        return cast.ownerA().messageService().createQueue(meta);
    }
}
