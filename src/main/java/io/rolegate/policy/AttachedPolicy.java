package io.rolegate.policy;

/** A policy document together with the name under which decisions mention it. */
public record AttachedPolicy(PolicyRef ref, PolicyDocument document) {}
