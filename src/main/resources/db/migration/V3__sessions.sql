-- Understood by H2 and PostgreSQL alike. Times are epoch milliseconds.

-- claims is what a session's token says, without its policy. Sessions that stand on others are chained.
DROP TABLE session_register;
CREATE TABLE session_register (
    id                VARCHAR(64)   NOT NULL PRIMARY KEY,
    account_id        VARCHAR(16)   NOT NULL,
    role_id           VARCHAR(32)   NOT NULL,
    source_arn        VARCHAR(1024) NOT NULL,
    source_account_id VARCHAR(16)   NOT NULL,
    chained           BOOLEAN       NOT NULL,
    claims            VARCHAR(8192) NOT NULL,
    log_position      BIGINT        NOT NULL,
    issued_at         BIGINT        NOT NULL,
    expires_at        BIGINT        NOT NULL,
    last_used_at      BIGINT
);
CREATE INDEX session_register_account ON session_register (account_id, issued_at, id);
CREATE INDEX session_register_expiry ON session_register (expires_at);

-- kind says what subject is: a session, a role, a source or a partner account. Sessions decided before log_position are
-- revoked; after expires_at none of them can be alive.
DROP TABLE session_revocations;
CREATE TABLE session_revocations (
    account_id   VARCHAR(16)   NOT NULL,
    kind         VARCHAR(16)   NOT NULL,
    subject      VARCHAR(1024) NOT NULL,
    log_position BIGINT        NOT NULL,
    expires_at   BIGINT        NOT NULL,
    PRIMARY KEY (account_id, kind, subject)
);
CREATE INDEX session_revocations_expiry ON session_revocations (expires_at);
