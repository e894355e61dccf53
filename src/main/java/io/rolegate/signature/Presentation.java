package io.rolegate.signature;

/** What looking for credentials gives: a well-shaped claim that is still to be verified, or a refusal. */
public sealed interface Presentation permits Presented, Rejection {}
