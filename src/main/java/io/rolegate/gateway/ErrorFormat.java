package io.rolegate.gateway;

/** The form in which a caller's SDK reads errors (signatures.md §8). */
enum ErrorFormat {
    /** JSON with capitalised keys; the code for lack of permission is {@code NoPermission}. */
    RPC_JSON,
    /** XML with the root {@code Error}, for {@code Format=XML}. */
    RPC_XML,
    /** JSON as for RPC; the code for lack of permission is {@code Forbidden.RAM}. */
    ROA_JSON,
    /** XML in the message service's namespace, with codes and statuses of its own. */
    MESSAGE_SERVICE;

    boolean isMessageService() {
        return this == MESSAGE_SERVICE;
    }
}
