package io.rolegate.policy;

/** The policies that decide a request, by layer. */
public final class PolicySet {
    private PolicySet() {}
}
