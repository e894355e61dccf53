package io.rolegate.policy;

/** What a statement does to what it covers. */
enum Effect {
    ALLOW,
    DENY
}
