package io.rolegate.identity;

import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the account's security preference lets a user do with its own credentials, as a policy of the user's: so a Deny of any
 * other policy wins, and the change of a preference is in force as that of any policy.
 */
public final class OwnCredentials {
    private static final String NAME = "security preference";

    private OwnCredentials() {}

    /** The policy, empty where the preference lets the user do nothing. */
    public static Optional<AttachedPolicy> policy(String accountId, String userName, SecurityPreference preference) {
        String user = RamUser.arn(accountId, userName);
        List<String> statements = new ArrayList<>();
        if (preference.allowUserToChangePassword()) {
            statements.add(allow("*", "ChangePassword"));
        }
        if (preference.allowUserToManageAccessKeys()) {
            statements.add(allow(
                    user,
                    "CreateAccessKey",
                    "UpdateAccessKey",
                    "DeleteAccessKey",
                    "ListAccessKeys",
                    "GetAccessKeyLastUsed"));
        }
        if (preference.allowUserToManageMfaDevices()) {
            // The device that is named as the user: else users could fill the account's quota, or delete others'
            // devices.
            String device = MfaDevice.serialNumber(accountId, userName);
            statements.add(allow(device, "CreateVirtualMFADevice", "DeleteVirtualMFADevice", "BindMFADevice"));
            statements.add(allow(user, "BindMFADevice", "UnbindMFADevice", "GetUserMFAInfo"));
        }
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        String document = "{\"Version\":\"1\",\"Statement\":[" + String.join(",", statements) + "]}";
        PolicyRef ref = new PolicyRef(NAME, "System", "v1", user);
        return Optional.of(new AttachedPolicy(ref, PolicyDocument.parseFailingClosed(document, PolicyKind.IDENTITY)));
    }

    /** Names have no character that means something in a pattern or in JSON. */
    private static String allow(String resource, String... operations) {
        return "{\"Effect\":\"Allow\",\"Action\":[\"ram:" + String.join("\",\"ram:", operations) + "\"],\"Resource\":\""
                + resource + "\"}";
    }
}
