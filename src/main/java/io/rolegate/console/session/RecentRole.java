package io.rolegate.console.session;

/** A role that was switched to, as it was typed. */
public record RecentRole(String enterprise, String roleName) {}
