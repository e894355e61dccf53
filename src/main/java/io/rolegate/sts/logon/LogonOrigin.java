package io.rolegate.sts.logon;

/**
 * Where a log-on comes from.
 *
 * @param requestId names the step in audit records
 * @param address of the browser
 */
public record LogonOrigin(String requestId, String address) {}
