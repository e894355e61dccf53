package io.rolegate.signature;

/** Outcome of a signature check. */
public sealed interface Verification permits Verified, Rejection {}
