package io.rolegate.backend.cluster;

import java.util.List;

/** The operations on a cluster's add-ons. */
final class AddonOperations {
    Answer versions(ClusterRequest request) {
        return Answer.json(Addon.versions(request.cluster().addons()));
    }

    /** All or none: an unknown add-on installs nothing. */
    Answer install(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        List<Fields> wanted = request.bodyList();
        wanted.forEach(addon -> known(addon.text("name").orElse("")));
        for (Fields wish : wanted) {
            Addon addon = known(wish.text("name").orElse(""));
            cluster.addons().put(addon.name(), wish.text("version").orElse(addon.version()));
        }
        return Answer.empty(200);
    }

    /** Upgrades what the version of the catalogue is newer than; all or none. */
    Answer upgrade(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        List<Addon> wanted = request.bodyList().stream()
                .map(wish -> installed(cluster, wish.text("component_name").orElse("")))
                .toList();
        wanted.forEach(addon -> cluster.addons().put(addon.name(), addon.version()));
        return Answer.empty(200);
    }

    /** All or none: one that is not installed or that the cluster needs uninstalls nothing. */
    Answer uninstall(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        List<Addon> leaving = request.bodyList().stream()
                .map(wish -> installed(cluster, wish.text("name").orElse("")))
                .toList();
        leaving.stream().filter(Addon::isRequired).findFirst().ifPresent(addon -> {
            throw ClusterError.PARAM_FORMAT.because("The cluster can't do without " + addon.name());
        });
        leaving.forEach(addon -> cluster.addons().remove(addon.name()));
        return Answer.empty(200);
    }

    private static Addon installed(Cluster cluster, String name) {
        Addon addon = known(name);
        if (!cluster.addons().containsKey(addon.name())) {
            throw ClusterError.ADDON_NOT_FOUND.because("The add-on " + addon.name() + " is not installed");
        }
        return addon;
    }

    private static Addon known(String name) {
        return Addon.find(name)
                .orElseThrow(() -> ClusterError.ADDON_NOT_FOUND.because("There is no add-on of the name given"));
    }
}
