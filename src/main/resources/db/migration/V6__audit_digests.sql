-- SHA-256, in hexadecimal, of what a write found and of what it left; null where there was nothing.
ALTER TABLE audit_events ADD COLUMN before_digest VARCHAR(64);
ALTER TABLE audit_events ADD COLUMN after_digest VARCHAR(64);
