package io.rolegate.console.session;

import io.rolegate.signature.SigningCredentials;
import java.time.Instant;

/**
 * A role that somebody switched to.
 *
 * @param accountId of the role's owner
 * @param enterprise the owner as it was typed: alias, default domain or account id
 * @param externalId what the role's trust asked for; empty for nothing
 */
public record AssumedRole(
        String name,
        String sessionName,
        String accountId,
        String enterprise,
        String externalId,
        SigningCredentials credentials,
        Instant expiresAt) {}
