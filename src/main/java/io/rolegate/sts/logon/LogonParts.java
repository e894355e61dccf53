package io.rolegate.sts.logon;

import io.rolegate.audit.AuditLog;
import io.rolegate.identity.Directory;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.NewPasswords;
import io.rolegate.identity.PasswordHasher;
import io.rolegate.sts.SessionIssuer;
import java.time.InstantSource;

/** What log-ons are made with. */
public record LogonParts(
        Directory directory,
        IdentityStore store,
        PasswordHasher passwords,
        NewPasswords newPasswords,
        SessionIssuer issuer,
        AuditLog auditLog,
        InstantSource clock) {}
