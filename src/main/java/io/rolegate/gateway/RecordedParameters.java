package io.rolegate.gateway;

import io.rolegate.api.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of our own operations that say what a call is about, and never hold a secret. */
final class RecordedParameters {
    private static final List<String> NAMES = List.of(
            "UserName",
            "NewUserName",
            "GroupName",
            "NewGroupName",
            "RoleName",
            "PolicyName",
            "PolicyType",
            "VersionId",
            "UserAccessKeyId",
            "Status",
            "AccountAlias",
            "OIDCProviderName",
            "RoleArn",
            "RoleSessionName",
            "SessionId",
            "SourcePrincipalArn",
            "PartnerAccountId",
            "PrincipalArn",
            "DryRun",
            "Purpose");

    private RecordedParameters() {}

    /** Those that a call has, in a fixed order. */
    static Map<String, String> of(Parameters parameters) {
        Map<String, String> recorded = new LinkedHashMap<>();
        NAMES.forEach(name -> parameters.text(name).ifPresent(value -> recorded.put(name, value)));
        return recorded;
    }
}
