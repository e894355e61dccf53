-- A row of node_leases says: this node may serve, and has applied the log that far. Its node renews it. valid_until is by the
-- node's own clock; the others do not compare it with theirs, they watch whether it still changes within lease_millis.
DELETE FROM node_leases;
ALTER TABLE node_leases ADD COLUMN lease_millis BIGINT NOT NULL;
