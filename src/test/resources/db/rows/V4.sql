INSERT INTO oidc_providers VALUES ('provider-1', '1000000000000001', 'Idp', 'idp', 'https://idp.example.com', 'client', 'fingerprint', '', 12, 1700000000000, 1700000000000);
