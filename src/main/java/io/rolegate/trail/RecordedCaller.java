package io.rolegate.trail;

import io.rolegate.audit.AuditEvent;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.RoleLink;
import io.rolegate.policy.Arn;
import io.rolegate.policy.PolicyPrincipal;
import java.util.Optional;

/**
 * Who asked, as an audit record names it: a user, or a session of a role.
 *
 * @param arn of what the policies are attached to: of a session its role's
 * @param name the user's or the role's
 */
record RecordedCaller(PolicyPrincipal principal, String accountId, String arn, String name, boolean isRole) {
    private static final String USER = "user/";
    private static final String SESSION = "assumed-role/";

    /** Empty where identity policies don't bind the caller, or the record names none. */
    static Optional<RecordedCaller> of(AuditEvent event) {
        String text = event.text("principalArn");
        return text == null ? Optional.empty() : Arn.parse(text).flatMap(RecordedCaller::of);
    }

    private static Optional<RecordedCaller> of(Arn arn) {
        String account = arn.accountId();
        String id = arn.relativeId();
        if (id.startsWith(USER)) {
            String name = id.substring(USER.length());
            String user = RamUser.arn(account, name);
            return Optional.of(new RecordedCaller(
                    new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, user, account), account, user, name, false));
        }
        int slash = id.indexOf('/', SESSION.length());
        if (!id.startsWith(SESSION) || slash < 0) {
            return Optional.empty();
        }
        String name = id.substring(SESSION.length(), slash);
        RoleLink session = new RoleLink(account, "", name, id.substring(slash + 1));
        return Optional.of(new RecordedCaller(session.forPolicy(), account, Role.arn(account, name), name, true));
    }
}
