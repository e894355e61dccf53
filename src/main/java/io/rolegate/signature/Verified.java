package io.rolegate.signature;

/**
 * A request whose signature holds.
 *
 * @param presented what the caller claimed
 * @param call what was signed, to be routed, authorised, recorded and forwarded: without empty parameters where the
 *     client left them out of the signature (signatures.md 4)
 * @param body how the body received is to be checked
 */
public record Verified(Presented presented, CallView call, BodyIntegrity body) implements Verification {}
