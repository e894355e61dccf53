package io.rolegate.console.page;

import io.rolegate.console.call.PathText;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clusters of the Container Service. */
public final class ClusterPages {
    private final Site site;
    private final String region;

    /** @param region in the ARNs of resources */
    public ClusterPages(Site site, String region) {
        this.site = site;
        this.region = region;
    }

    /** Ties the pages to their addresses. */
    public void mount() {
        site.getInside("clusters", this::list);
        site.getInside("clusters/:cluster", inside -> show(inside, Map.of()));
        site.postInside("clusters/:cluster/kubeconfig", this::kubeconfig);
        site.postInside("clusters/:cluster/scale", this::scale);
        site.postInside("clusters/:cluster/delete", this::delete);
        site.getInside("tasks/:task", this::task);
    }

    private Future<View> list(Inside inside) {
        return Inside.part(inside.calls()
                        .clusters("GET", "/api/v1/clusters", Map.of("page_size", "50"), null)
                        .map(JsonObject::getMap))
                .map(clusters -> View.page("clusters", Map.of("clusters", clusters)));
    }

    private static String path(Inside inside) {
        return "/clusters/" + PathText.segment(inside.path("cluster"));
    }

    private static String page(Inside inside) {
        return "clusters/" + PathText.segment(inside.path("cluster"));
    }

    /** @param more what was asked for besides */
    private Future<View> show(Inside inside, Map<String, Object> more) {
        Future<JsonObject> cluster = inside.calls().clusters("GET", path(inside), Map.of(), null);
        Future<Map<String, Object>> pools = part(inside, "/nodepools");
        Future<Map<String, Object>> nodes = part(inside, "/nodes");
        Future<Map<String, Object>> events = part(inside, "/events");
        Future<Map<String, Rights.Denied>> denied = denied(inside);
        return Future.all(cluster, pools, nodes, events, denied).map(read -> {
            Map<String, Object> model = new HashMap<>(more);
            model.put("cluster", cluster.result().getMap());
            model.put("pools", pools.result());
            model.put("nodes", nodes.result());
            model.put("events", events.result());
            model.put("denied", denied.result());
            return View.page("cluster", model);
        });
    }

    private Future<Map<String, Rights.Denied>> denied(Inside inside) {
        String cluster =
                "acs:cs:" + region + ":" + inside.identity().accountId() + ":cluster/" + inside.path("cluster");
        return Rights.denied(
                inside,
                List.of(
                        new Rights.Deed("cs:DescribeClusterUserKubeconfig", cluster),
                        new Rights.Deed("cs:ScaleClusterNodePool", cluster),
                        new Rights.Deed("cs:DeleteCluster", cluster)));
    }

    private static Future<Map<String, Object>> part(Inside inside, String below) {
        return Inside.part(inside.calls()
                .clusters("GET", path(inside) + below, Map.of(), null)
                .map(JsonObject::getMap));
    }

    /** Shown once, on the page itself: it holds a credential. */
    private Future<View> kubeconfig(Inside inside) {
        String path = "/k8s/" + PathText.segment(inside.path("cluster")) + "/user_config";
        return inside.calls()
                .clusters("GET", path, Map.of("TemporaryDurationMinutes", "60"), null)
                .compose(answer -> show(inside, Map.of("kubeconfig", answer.getString("config", ""))))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> scale(Inside inside) {
        String count = inside.form().text("count");
        JsonObject body = new JsonObject().put("count", count.matches("[0-9]{1,4}") ? Integer.parseInt(count) : 0);
        return inside.calls()
                .clusters(
                        "POST",
                        path(inside) + "/nodepools/"
                                + PathText.segment(inside.form().text("pool")),
                        Map.of(),
                        body)
                .map(answer -> inside.done(
                        "tasks/" + PathText.segment(answer.getString("task_id", "")), "cluster.scaling", count))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> delete(Inside inside) {
        return inside.calls()
                .clusters("DELETE", path(inside), Map.of(), null)
                .map(deleting -> inside.done("clusters", "cluster.deleting"))
                .recover(inside.backTo(page(inside)));
    }

    private Future<View> task(Inside inside) {
        return inside.calls()
                .clusters("GET", "/tasks/" + PathText.segment(inside.path("task")), Map.of(), null)
                .map(task -> View.page("task", Map.of("task", task.getMap())));
    }
}
