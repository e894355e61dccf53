INSERT INTO accounts VALUES ('1000000000000001', 'acme', 'hash', 1700000000000);
INSERT INTO ram_users VALUES ('user-1', '1000000000000001', 'Amy', 'amy', 'Amy', '', '', '', 1700000000000, 1700000000000, NULL);
INSERT INTO ram_groups VALUES ('group-1', '1000000000000001', 'Staff', 'staff', '', 1700000000000, 1700000000000);
INSERT INTO group_members VALUES ('group-1', 'user-1', 1700000000000);
INSERT INTO ram_roles VALUES ('role-1', '1000000000000001', 'Reader', 'reader', '', '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000001:root"]}}]}', 3600, 1700000000000, 1700000000000);
INSERT INTO login_profiles VALUES ('user-1', 'hash', FALSE, FALSE, 1700000000000, 1700000000000);
INSERT INTO policies VALUES ('policy-1', '1000000000000001', 'Look', 'look', '', 1, 1, 1700000000000, 1700000000000);
INSERT INTO policy_versions VALUES ('policy-1', 1, '{"Version":"1","Statement":[{"Effect":"Allow","Action":"cs:Get*","Resource":"*"}]}', 1700000000000);
INSERT INTO attachments VALUES ('USER', 'user-1', 'policy-1', 'Custom', '1000000000000001', 1700000000000);
INSERT INTO session_register VALUES ('STS.old', '1000000000000001', 'role-1', 'old', 'acs:ram::1000000000000001:user/Amy', '1000000000000001', 3, 1700000000000, 1700003600000, NULL);
INSERT INTO session_revocations VALUES ('revocation-1', '1000000000000001', 'SESSION', 'STS.old', 4, 1700000000000, 1700003600000);
UPDATE change_counter SET n = 4;
INSERT INTO change_log VALUES (4, 0, '1000000000000001', 'REVOCATION', 'STS.old', 1700000000000);
INSERT INTO node_leases VALUES ('node-1', 4, 1700000002000);
INSERT INTO audit_events (occurred_at, request_id, account_id, principal_arn, action, resource, source_ip, outcome)
    VALUES (1700000000000, 'request-1', '1000000000000001', 'acs:ram::1000000000000001:root', 'ram:CreateUser', 'acs:ram::1000000000000001:user/Amy', '127.0.0.1', 'DONE');
