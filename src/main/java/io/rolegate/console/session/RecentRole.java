package io.rolegate.console.session;

/**
 * A role that was switched to, as it was typed.
 *
 * @param externalId what the role's trust asked for; empty for nothing. No page shows it
 */
public record RecentRole(String enterprise, String roleName, String externalId) {
    /** Whether it is that role of that enterprise. */
    boolean is(String ofEnterprise, String name) {
        return enterprise.equals(ofEnterprise) && roleName.equals(name);
    }
}
