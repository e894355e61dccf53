-- The key that what is secret in the store is sealed under, wrapped by the key-encryption key of the id wrapped_by.
CREATE TABLE data_keys (
    id         INTEGER      NOT NULL PRIMARY KEY,
    wrapped_by VARCHAR(32)  NOT NULL,
    wrapped    VARCHAR(512) NOT NULL,
    wrapped_at BIGINT       NOT NULL
);
