package io.rolegate.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a trust policy can name under RAM, in a form that compares by equality.
 *
 * @param name of the user or role; of a role folded, since role ARNs are shown in lower case
 */
record RamPrincipal(Kind kind, String accountId, String name) {
    /** Every user and role session, of any account. */
    static final RamPrincipal ANYONE = new RamPrincipal(Kind.ANYONE, "", "");

    private static final String USER = "user/";
    private static final String ROLE = "role/";
    private static final String SESSION = "assumed-role/";

    enum Kind {
        ANYONE,
        ACCOUNT,
        USER,
        ROLE
    }

    /** What a trust policy names by an ARN, or null where it names nothing. */
    static @Nullable RamPrincipal ofTrusted(String text) {
        Arn arn = Arn.parse(text).orElse(null);
        if (arn == null || !isRam(arn) || !Ascii.isDigits(arn.accountId())) {
            return null;
        }
        String relativeId = arn.relativeId();
        if (relativeId.equals("root")) {
            return account(arn.accountId());
        }
        boolean partial = relativeId.indexOf('*') >= 0 || relativeId.indexOf('?') >= 0;
        if (!partial && relativeId.startsWith(USER) && relativeId.length() > USER.length()) {
            return new RamPrincipal(Kind.USER, arn.accountId(), relativeId.substring(USER.length()));
        }
        if (!partial && relativeId.startsWith(ROLE) && relativeId.length() > ROLE.length()) {
            return role(arn.accountId(), relativeId.substring(ROLE.length()));
        }
        return null;
    }

    static RamPrincipal account(String accountId) {
        return new RamPrincipal(Kind.ACCOUNT, accountId, "");
    }

    /** The user or role that {@code principal} is by its own name, beside its account. */
    static Optional<RamPrincipal> of(PolicyPrincipal principal) {
        return Arn.parse(principal.arn()).flatMap(arn -> switch (principal.type()) {
            case RAM_USER -> user(arn);
            case ASSUMED_ROLE_USER -> session(arn);
            case ACCOUNT, SERVICE, FEDERATED -> Optional.empty();
        });
    }

    private static Optional<RamPrincipal> user(Arn arn) {
        return isRam(arn) && arn.relativeId().startsWith(USER)
                ? Optional.of(new RamPrincipal(
                        Kind.USER, arn.accountId(), arn.relativeId().substring(USER.length())))
                : Optional.empty();
    }

    /** Understands each of the ways in which session ARNs are shown (ram.md §3.1). */
    private static Optional<RamPrincipal> session(Arn arn) {
        String relativeId = arn.relativeId();
        String prefix = relativeId.startsWith(SESSION) ? SESSION : ROLE;
        int slash = relativeId.indexOf('/', prefix.length());
        if (!relativeId.startsWith(prefix) || slash < 0) {
            return Optional.empty();
        }
        return Optional.of(role(arn.accountId(), relativeId.substring(prefix.length(), slash)));
    }

    private static RamPrincipal role(String accountId, String name) {
        return new RamPrincipal(Kind.ROLE, accountId, Ascii.fold(name));
    }

    private static boolean isRam(Arn arn) {
        return arn.service().equals("ram") && arn.region().isEmpty();
    }
}
