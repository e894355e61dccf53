-- client_ids and fingerprints are joined by commas, which neither may contain.
CREATE TABLE oidc_providers (
    id                   VARCHAR(32)   NOT NULL PRIMARY KEY,
    account_id           VARCHAR(16)   NOT NULL REFERENCES accounts (id),
    name                 VARCHAR(128)  NOT NULL,
    name_folded          VARCHAR(128)  NOT NULL,
    issuer_url           VARCHAR(255)  NOT NULL,
    client_ids           VARCHAR(65536) NOT NULL,
    fingerprints         VARCHAR(8192) NOT NULL,
    description          VARCHAR(4096) NOT NULL,
    issuance_limit_hours INTEGER       NOT NULL,
    created_at           BIGINT        NOT NULL,
    updated_at           BIGINT        NOT NULL,
    CONSTRAINT oidc_providers_name UNIQUE (account_id, name_folded),
    CONSTRAINT oidc_providers_issuer UNIQUE (account_id, issuer_url)
);
