package io.rolegate.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of condition keys (ram.md §1.5), folded as {@link ConditionContext#values} expects them. */
public final class ConditionKeys {
    /** Address of the caller. */
    public static final String SOURCE_IP = "acs:sourceip";
    /** The gateway's clock, UTC, ISO 8601. */
    public static final String CURRENT_TIME = "acs:currenttime";
    /** Whether the client's connection uses TLS. */
    public static final String SECURE_TRANSPORT = "acs:securetransport";
    /** Whether a console session proved a second factor; absent for access-key calls. */
    public static final String MFA_PRESENT = "acs:mfapresent";
    /** ARN of the caller; of sessions, the role's. */
    public static final String PRINCIPAL_ARN = "acs:principalarn";

    public static final String SOURCE_VPC = "acs:sourcevpc";
    public static final String VPC_SOURCE_IP = "acs:vpcsourceip";
    public static final String USER_AGENT = "acs:useragent";
    public static final String ACCESS_ID = "acs:accessid";
    public static final String TAG_KEYS = "acs:tagkeys";
    /** Followed by a tag's key, which keeps its case. */
    public static final String REQUEST_TAG_PREFIX = "acs:requesttag/";
    /** Followed by a tag's key, which keeps its case. */
    public static final String RESOURCE_TAG_PREFIX = "acs:resourcetag/";
    /** Followed by a tag's key, which keeps its case. */
    public static final String PRINCIPAL_TAG_PREFIX = "acs:principaltag/";
    /** AssumeRole's ExternalId. */
    public static final String EXTERNAL_ID = "sts:externalid";

    public static final String SOURCE_IDENTITY = "sts:sourceidentity";
    public static final String SERVICE_NAME = "ram:servicename";
    public static final String SAML_RECIPIENT = "saml:recipient";
    public static final String OIDC_ISS = "oidc:iss";
    public static final String OIDC_AUD = "oidc:aud";
    public static final String OIDC_SUB = "oidc:sub";

    private static final Map<String, ValueType> TYPES = Map.ofEntries(
            Map.entry(SOURCE_IP, ValueType.ADDRESS),
            Map.entry(VPC_SOURCE_IP, ValueType.ADDRESS),
            Map.entry(CURRENT_TIME, ValueType.DATE),
            Map.entry(SECURE_TRANSPORT, ValueType.BOOL),
            Map.entry(MFA_PRESENT, ValueType.BOOL),
            Map.entry(PRINCIPAL_ARN, ValueType.TEXT),
            Map.entry(SOURCE_VPC, ValueType.TEXT),
            Map.entry(USER_AGENT, ValueType.TEXT),
            Map.entry(ACCESS_ID, ValueType.TEXT),
            Map.entry(SERVICE_NAME, ValueType.TEXT),
            Map.entry(SAML_RECIPIENT, ValueType.TEXT),
            Map.entry(OIDC_ISS, ValueType.TEXT));

    private ConditionKeys() {}

    /** What the values of a key are, or null where its values are the callers' own choice. */
    static @Nullable ValueType type(String foldedKey) {
        return TYPES.get(foldedKey);
    }

    /** Folds A–Z up to the first {@code /}; what follows is a tag's key, whose case counts (ram.md §1.3). */
    public static String fold(String key) {
        int slash = key.indexOf('/');
        return Ascii.fold(key, slash < 0 ? key.length() : slash);
    }
}
