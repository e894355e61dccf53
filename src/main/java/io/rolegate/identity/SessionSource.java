package io.rolegate.identity;

/** Who assumed the first role of a chain (design, section 5). */
public sealed interface SessionSource {
    /** The account that the source belongs to. */
    String accountId();

    /** Stays the same over keys and sessions, and can't be chosen anew: the user's id, or the provider and its name for them. */
    String id();

    /** The user's or the identity provider's ARN, by its name when the session began. */
    String arn();

    /** Who it is, for the audit record. */
    default String identity() {
        return arn();
    }

    /**
     * A RAM user by an access key.
     *
     * @param accessKeyId the long-term key that signed AssumeRole
     */
    record UserKey(String accountId, String userId, String userName, String accessKeyId) implements SessionSource {
        @Override
        public String id() {
            return userId;
        }

        @Override
        public String arn() {
            return RamUser.arn(accountId, userName);
        }
    }

    /**
     * A RAM user that had logged on to the console.
     *
     * @param logonId the temporary AccessKeyId of the log-on
     * @param mfa whether a second factor was shown there
     * @param passwordMark of the password that was given there, see {@link PasswordMark}
     */
    record Logon(String accountId, String userId, String userName, String logonId, boolean mfa, String passwordMark)
            implements SessionSource {
        @Override
        public String id() {
            return userId;
        }

        @Override
        public String arn() {
            return RamUser.arn(accountId, userName);
        }
    }

    /**
     * Somebody whom an identity provider of the account vouches for.
     *
     * @param providerId tells a provider that was made anew under the old name
     * @param subject how the provider names them
     */
    record Federated(String accountId, String providerId, String providerName, String subject)
            implements SessionSource {
        @Override
        public String id() {
            return providerId + '#' + subject;
        }

        @Override
        public String arn() {
            return OidcProvider.arn(accountId, providerName);
        }

        @Override
        public String identity() {
            return arn() + "/" + subject;
        }
    }
}
