package io.rolegate.identity.store;

/** What a change in the log is about. */
enum ChangeKind {
    ACCOUNT,
    USER,
    GROUP,
    ROLE,
    ACCESS_KEY,
    LOGIN_PROFILE,
    MFA_DEVICE,
    SECURITY_SETTINGS,
    POLICY,
    ATTACHMENT,
    OIDC_PROVIDER,
    REVOCATION,
    SERVICE_KEY
}
