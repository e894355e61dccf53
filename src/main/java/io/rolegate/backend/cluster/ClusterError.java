package io.rolegate.backend.cluster;

/** The Container Service's error codes with their HTTP status (ram.md §8). */
enum ClusterError {
    ASSERTION_INVALID("Forbidden.IdentityAssertion", 401),
    ADDON_NOT_FOUND("ErrorAddonNotFound", 404),
    CLUSTER_NOT_FOUND("ErrorClusterNotFound", 404),
    CLUSTER_STATE("ErrorClusterState", 409),
    DELETION_PROTECTION("ErrorDeletionProtectionEnabled", 400),
    INTERNAL("InternalError", 500),
    NODE_NOT_FOUND("ErrorNodeNotFound", 404),
    NODEPOOL_NOT_FOUND("ErrorNodePoolNotFound", 404),
    NODEPOOL_NOT_EMPTY("ErrorNodePoolNotEmpty", 400),
    NOT_FOUND("InvalidAction.NotFound", 404),
    PARAM_FORMAT("ErrorParamFormat", 400),
    QUOTA("ErrorQuotaExceeded", 400),
    TASK_NOT_FOUND("ErrorTaskNotFound", 404),
    TEMPLATE_NOT_FOUND("ErrorTemplateNotFound", 404),
    UNAVAILABLE("ServiceUnavailable", 503);

    private final String code;
    private final int status;

    ClusterError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    ClusterException because(String message) {
        return new ClusterException(this, message);
    }
}
