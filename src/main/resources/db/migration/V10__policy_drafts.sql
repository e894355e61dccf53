-- The version that is tried out in the shadow of the default one; null where there is none.
ALTER TABLE policies ADD COLUMN draft_version INTEGER;
