package io.rolegate.identity;

import io.rolegate.identity.repository.AccessKeys;
import io.rolegate.identity.repository.AccountImages;
import io.rolegate.identity.repository.Accounts;
import io.rolegate.identity.repository.Attachments;
import io.rolegate.identity.repository.Groups;
import io.rolegate.identity.repository.LoginProfiles;
import io.rolegate.identity.repository.MfaDevices;
import io.rolegate.identity.repository.OidcProviders;
import io.rolegate.identity.repository.Policies;
import io.rolegate.identity.repository.Roles;
import io.rolegate.identity.repository.SecuritySettings;
import io.rolegate.identity.repository.Sessions;
import io.rolegate.identity.repository.Users;

/** The repositories within one transaction. All names are looked up ignoring ASCII case. */
public interface IdentityTransaction {
    Accounts accounts();

    Users users();

    Groups groups();

    Roles roles();

    AccessKeys accessKeys();

    LoginProfiles loginProfiles();

    MfaDevices mfaDevices();

    SecuritySettings securitySettings();

    Policies policies();

    Attachments attachments();

    Sessions sessions();

    OidcProviders oidcProviders();

    AccountImages images();
}
