package io.rolegate.policy;

/** A document together with what it is called and attached to, for explanations. */
public record AttachedPolicy(PolicyRef ref, PolicyDocument document) {}
