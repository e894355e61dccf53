package io.rolegate.backend.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything one account owns; nothing in it is reachable from another account. */
final class ClusterAccount {
    static final int MAX_CLUSTERS = 50;
    private static final int MAX_TASKS = 2000;

    private final Map<String, Cluster> clusters = new LinkedHashMap<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final Map<String, List<Permission>> permissions = new HashMap<>();
    private final Schedule schedule = new Schedule();

    /** Lets happen what is due. */
    void advance(Instant now) {
        schedule.runDue(now);
    }

    Map<String, Cluster> clusters() {
        return clusters;
    }

    /** The cluster; ErrorClusterNotFound where this account has none of this id. */
    Cluster cluster(String id) {
        Cluster found = clusters.get(id);
        if (found == null) {
            throw ClusterError.CLUSTER_NOT_FOUND.because("The specified cluster is not found");
        }
        return found;
    }

    /** The cluster, where it is ready to be changed; else ErrorClusterState. */
    Cluster changeable(String id) {
        Cluster found = cluster(id);
        if (found.state() != Cluster.State.RUNNING) {
            throw ClusterError.CLUSTER_STATE.because(
                    "The cluster is " + found.state().text() + "; it can be changed while it is running");
        }
        return found;
    }

    void add(Cluster cluster) {
        if (clusters.size() >= MAX_CLUSTERS) {
            throw ClusterError.QUOTA.because("An account has at most " + MAX_CLUSTERS + " clusters");
        }
        clusters.put(cluster.id(), cluster);
    }

    /** The task; ErrorTaskNotFound where this account has none of this id. */
    Task task(String id) {
        Task found = tasks.get(id);
        if (found == null) {
            throw ClusterError.TASK_NOT_FOUND.because("The specified task is not found");
        }
        return found;
    }

    /** The cluster's tasks, newest first. */
    List<Task> tasksOf(Cluster cluster) {
        List<Task> found = new ArrayList<>();
        tasks.values().stream()
                .filter(task -> task.clusterId().equals(cluster.id()))
                .forEach(task -> found.add(0, task));
        return found;
    }

    /** Its own templates, by id. */
    Map<String, Template> templates() {
        return templates;
    }

    /** Who may do what inside its clusters, by the id of the RAM user or role. */
    Map<String, List<Permission>> permissions() {
        return permissions;
    }

    /** Starts work on a cluster whose effect shows when its time is over; both ends become events. */
    Task start(Cluster cluster, String type, Duration takes, Instant now, Runnable effect) {
        if (tasks.size() >= MAX_TASKS) {
            tasks.remove(tasks.keySet().iterator().next());
        }
        Task task = new Task(Ids.task(), cluster.id(), type, now, now.plus(takes));
        tasks.put(task.id(), task);
        cluster.record(task, "Started", type + " started", now);
        schedule.at(task.ends(), () -> {
            effect.run();
            cluster.record(task, "Succeeded", type + " succeeded", task.ends());
        });
        return task;
    }
}
