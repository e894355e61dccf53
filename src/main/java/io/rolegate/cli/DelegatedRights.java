package io.rolegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the demonstration's role may do (design, section 10). */
final class DelegatedRights {
    private DelegatedRights() {}

    /** The policy document of the role. */
    static String document() {
        JsonArray statements = new JsonArray()
                .add(allow("acs:cs:*:*:cluster/*")
                        .put(
                                "Action",
                                new JsonArray()
                                        .add("cs:GetClusters")
                                        .add("cs:DescribeClusterDetail")
                                        .add("cs:DescribeClusterNodes")
                                        .add("cs:DescribeClusterNodePools")
                                        .add("cs:DescribeClusterNodePoolDetail")
                                        .add("cs:DescribeClusterAddonsVersion")
                                        .add("cs:DescribeClusterEvents")))
                .add(allow("*")
                        .put(
                                "Action",
                                new JsonArray()
                                        .add("cs:DescribeTaskInfo")
                                        .add("cs:DescribeKubernetesVersionMetadata")
                                        .add("cs:DescribeTemplates")))
                .add(allow("acs:mns:*:*:/queues").put("Action", "mns:ListQueue"))
                .add(allow("acs:mns:*:*:/topics").put("Action", "mns:ListTopic"))
                .add(allow("acs:mns:*:*:/queues/orders-*")
                        .put(
                                "Action",
                                new JsonArray()
                                        .add("mns:CreateQueue")
                                        .add("mns:GetQueueAttributes")
                                        .add("mns:SetQueueAttributes")
                                        .add("mns:SendMessage")
                                        .add("mns:ReceiveMessage")
                                        .add("mns:PeekMessage")
                                        .add("mns:DeleteMessage")
                                        .add("mns:ChangeMessageVisibility")))
                .add(allow("acs:mns:*:*:/topics/orders-*")
                        .put(
                                "Action",
                                new JsonArray()
                                        .add("mns:CreateTopic")
                                        .add("mns:GetTopicAttributes")
                                        .add("mns:SetTopicAttributes")
                                        .add("mns:PublishMessage")
                                        .add("mns:Subscribe")
                                        .add("mns:Unsubscribe")
                                        .add("mns:GetSubscriptionAttributes")
                                        .add("mns:SetSubscriptionAttributes")
                                        .add("mns:ListSubscriptionByTopic")));
        return new JsonObject().put("Version", "1").put("Statement", statements).encode();
    }

    private static JsonObject allow(String resource) {
        return new JsonObject().put("Effect", "Allow").put("Resource", resource);
    }
}
