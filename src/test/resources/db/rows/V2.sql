INSERT INTO password_history (user_id, password_hash) VALUES ('user-1', 'hash');
INSERT INTO password_policies VALUES ('1000000000000001', 12, TRUE, TRUE, TRUE, TRUE, FALSE, 90, 3, 5);
INSERT INTO security_preferences VALUES ('1000000000000001', TRUE, FALSE, TRUE, FALSE, FALSE, '', 6);
