package io.rolegate.sts;

import io.rolegate.identity.Principal;
import io.rolegate.identity.Role;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.SessionRegister;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens a role session that was decided: makes its credentials and enters it in the register. */
final class SessionOpening {
    private final SessionRegister register;
    private final SessionIssuer issuer;

    SessionOpening(SessionRegister register, SessionIssuer issuer) {
        this.register = register;
        this.issuer = issuer;
    }

    /**
     * The fields that every AssumeRole operation answers with. Nothing is handed out before the session is in the register: a
     * session that a crash had kept from it could never be listed, nor revoked by itself.
     */
    Future<Map<String, Object>> open(Principal.RoleSession session) {
        TemporaryCredentials credentials = issuer.issue(session);
        return Future.fromCompletionStage(register.register(record(session)))
                .map(registered -> answer(session, credentials));
    }

    private static SessionRecord record(Principal.RoleSession session) {
        SessionGrant grant = session.grant();
        return new SessionRecord(
                grant.accessKeyId(),
                session.role().accountId(),
                session.role().roleId(),
                grant.source().arn(),
                grant.source().accountId(),
                !grant.parents().isEmpty(),
                RoleClaims.textOf(session),
                grant.position(),
                grant.issuedAt(),
                grant.expiresAt(),
                null);
    }

    private static Map<String, Object> answer(Principal.RoleSession session, TemporaryCredentials credentials) {
        RoleLink role = session.role();
        Map<String, Object> assumedRoleUser = new LinkedHashMap<>();
        assumedRoleUser.put("Arn", Role.arn(role.accountId(), role.roleName()) + "/" + role.sessionName());
        assumedRoleUser.put("AssumedRoleId", session.id());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("AccessKeyId", credentials.accessKeyId());
        shown.put("AccessKeySecret", credentials.accessKeySecret().reveal());
        shown.put("SecurityToken", credentials.securityToken());
        shown.put(
                "Expiration",
                credentials.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("AssumedRoleUser", assumedRoleUser);
        fields.put("Credentials", shown);
        return fields;
    }
}
