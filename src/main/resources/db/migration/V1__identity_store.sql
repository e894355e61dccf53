-- Understood by H2 and PostgreSQL alike. Times are epoch milliseconds; *_folded holds a name with A-Z folded to a-z.

CREATE TABLE accounts (
    id                  VARCHAR(16)  NOT NULL PRIMARY KEY,
    alias               VARCHAR(64),
    owner_password_hash VARCHAR(256) NOT NULL,
    created_at          BIGINT       NOT NULL,
    CONSTRAINT accounts_alias UNIQUE (alias)
);

CREATE TABLE ram_users (
    id            VARCHAR(32)   NOT NULL PRIMARY KEY,
    account_id    VARCHAR(16)   NOT NULL REFERENCES accounts (id),
    name          VARCHAR(128)  NOT NULL,
    name_folded   VARCHAR(128)  NOT NULL,
    display_name  VARCHAR(1024) NOT NULL,
    email         VARCHAR(1024) NOT NULL,
    mobile_phone  VARCHAR(1024) NOT NULL,
    comments      VARCHAR(4096) NOT NULL,
    created_at    BIGINT        NOT NULL,
    updated_at    BIGINT        NOT NULL,
    last_login_at BIGINT,
    CONSTRAINT ram_users_name UNIQUE (account_id, name_folded)
);

CREATE TABLE ram_groups (
    id          VARCHAR(32)   NOT NULL PRIMARY KEY,
    account_id  VARCHAR(16)   NOT NULL REFERENCES accounts (id),
    name        VARCHAR(128)  NOT NULL,
    name_folded VARCHAR(128)  NOT NULL,
    comments    VARCHAR(4096) NOT NULL,
    created_at  BIGINT        NOT NULL,
    updated_at  BIGINT        NOT NULL,
    CONSTRAINT ram_groups_name UNIQUE (account_id, name_folded)
);

CREATE TABLE group_members (
    group_id  VARCHAR(32) NOT NULL REFERENCES ram_groups (id),
    user_id   VARCHAR(32) NOT NULL REFERENCES ram_users (id),
    joined_at BIGINT      NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_members_user ON group_members (user_id);

CREATE TABLE ram_roles (
    id                  VARCHAR(32)    NOT NULL PRIMARY KEY,
    account_id          VARCHAR(16)    NOT NULL REFERENCES accounts (id),
    name                VARCHAR(128)   NOT NULL,
    name_folded         VARCHAR(128)   NOT NULL,
    description         VARCHAR(4096)  NOT NULL,
    trust_policy        VARCHAR(65536) NOT NULL,
    max_session_seconds BIGINT         NOT NULL,
    created_at          BIGINT         NOT NULL,
    updated_at          BIGINT         NOT NULL,
    CONSTRAINT ram_roles_name UNIQUE (account_id, name_folded)
);

-- user_id is null for a key of the account's owner; secret is sealed under the key-encryption key.
CREATE TABLE access_keys (
    id           VARCHAR(64)  NOT NULL PRIMARY KEY,
    account_id   VARCHAR(16)  NOT NULL REFERENCES accounts (id),
    user_id      VARCHAR(32)  REFERENCES ram_users (id),
    secret       VARCHAR(512) NOT NULL,
    status       VARCHAR(16)  NOT NULL,
    created_at   BIGINT       NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX access_keys_owner ON access_keys (account_id, user_id);

CREATE TABLE login_profiles (
    user_id                 VARCHAR(32)  NOT NULL PRIMARY KEY REFERENCES ram_users (id),
    password_hash           VARCHAR(256) NOT NULL,
    mfa_bind_required       BOOLEAN      NOT NULL,
    password_reset_required BOOLEAN      NOT NULL,
    created_at              BIGINT       NOT NULL,
    updated_at              BIGINT       NOT NULL
);

CREATE TABLE policies (
    id              VARCHAR(160)  NOT NULL PRIMARY KEY,
    account_id      VARCHAR(16)   NOT NULL REFERENCES accounts (id),
    name            VARCHAR(160)  NOT NULL,
    name_folded     VARCHAR(160)  NOT NULL,
    description     VARCHAR(4096) NOT NULL,
    default_version INTEGER       NOT NULL,
    last_version    INTEGER       NOT NULL,
    created_at      BIGINT        NOT NULL,
    updated_at      BIGINT        NOT NULL,
    CONSTRAINT policies_name UNIQUE (account_id, name_folded)
);

CREATE TABLE policy_versions (
    policy_id  VARCHAR(160)   NOT NULL REFERENCES policies (id),
    version    INTEGER        NOT NULL,
    document   VARCHAR(65536) NOT NULL,
    created_at BIGINT         NOT NULL,
    PRIMARY KEY (policy_id, version)
);

-- policy_id is no foreign key: system policies live in the program, as system/<name>.
CREATE TABLE attachments (
    target_kind VARCHAR(8)   NOT NULL,
    target_id   VARCHAR(32)  NOT NULL,
    policy_id   VARCHAR(160) NOT NULL,
    policy_type VARCHAR(8)   NOT NULL,
    account_id  VARCHAR(16)  NOT NULL REFERENCES accounts (id),
    attached_at BIGINT       NOT NULL,
    PRIMARY KEY (target_kind, target_id, policy_id)
);
CREATE INDEX attachments_policy ON attachments (policy_id, account_id);

CREATE TABLE session_register (
    id                VARCHAR(128)  NOT NULL PRIMARY KEY,
    account_id        VARCHAR(16)   NOT NULL,
    role_id           VARCHAR(32)   NOT NULL,
    session_name      VARCHAR(128)  NOT NULL,
    source_arn        VARCHAR(1024) NOT NULL,
    source_account_id VARCHAR(16)   NOT NULL,
    log_position      BIGINT        NOT NULL,
    issued_at         BIGINT        NOT NULL,
    expires_at        BIGINT        NOT NULL,
    last_used_at      BIGINT
);
CREATE INDEX session_register_role ON session_register (account_id, role_id, expires_at);
CREATE INDEX session_register_source ON session_register (source_account_id, expires_at);
CREATE INDEX session_register_expiry ON session_register (expires_at);

-- kind says what subject is: a session, a role, a source principal or a partner account. Sessions decided before
-- log_position are revoked; after expires_at none of them can be alive.
CREATE TABLE session_revocations (
    id           VARCHAR(36)   NOT NULL PRIMARY KEY,
    account_id   VARCHAR(16)   NOT NULL,
    kind         VARCHAR(16)   NOT NULL,
    subject      VARCHAR(1024) NOT NULL,
    log_position BIGINT        NOT NULL,
    created_at   BIGINT        NOT NULL,
    expires_at   BIGINT        NOT NULL
);
CREATE INDEX session_revocations_account ON session_revocations (account_id, expires_at);

CREATE TABLE service_keys (
    purpose    VARCHAR(32)   NOT NULL,
    kid        VARCHAR(64)   NOT NULL,
    material   VARCHAR(4096) NOT NULL,
    public_key VARCHAR(4096),
    state      VARCHAR(16)   NOT NULL,
    created_at BIGINT        NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (purpose, kid)
);

-- One row a matter that must not be worked on twice at once across nodes.
CREATE TABLE store_locks (
    name VARCHAR(32) NOT NULL PRIMARY KEY
);
INSERT INTO store_locks (name) VALUES ('service-keys');

-- Its row lock makes positions gap-free and in commit order.
CREATE TABLE change_counter (
    id INTEGER NOT NULL PRIMARY KEY,
    n  BIGINT  NOT NULL
);
INSERT INTO change_counter (id, n) VALUES (1, 0);

-- One position a transaction, one ordinal a change in it.
CREATE TABLE change_log (
    log_position BIGINT       NOT NULL,
    ordinal      INTEGER      NOT NULL,
    account_id   VARCHAR(16)  NOT NULL,
    kind         VARCHAR(32)  NOT NULL,
    entity       VARCHAR(256) NOT NULL,
    created_at   BIGINT       NOT NULL,
    PRIMARY KEY (log_position, ordinal)
);

CREATE TABLE node_leases (
    node_id          VARCHAR(64) NOT NULL PRIMARY KEY,
    applied_position BIGINT      NOT NULL,
    valid_until      BIGINT      NOT NULL
);

CREATE TABLE audit_events (
    id            BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    occurred_at   BIGINT        NOT NULL,
    request_id    VARCHAR(64)   NOT NULL,
    account_id    VARCHAR(16)   NOT NULL,
    principal_arn VARCHAR(1024) NOT NULL,
    action        VARCHAR(256)  NOT NULL,
    resource      VARCHAR(2048) NOT NULL,
    source_ip     VARCHAR(64),
    outcome       VARCHAR(32)   NOT NULL
);
CREATE INDEX audit_events_account ON audit_events (account_id, occurred_at);
