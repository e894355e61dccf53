package io.rolegate.policy;

import java.util.Optional;

/**
 * Who asks, as far as policies care.
 *
 * @param arn of a user {@code acs:ram::ID:user/NAME}, of a session
 *     {@code acs:sts::ID:assumed-role/ROLE/SESSION}, of a service its name, of a federated principal the
 *     provider's ARN
 * @param accountId the account that the principal acts in
 */
public record PolicyPrincipal(Type type, String arn, String accountId) {

    /** What kind of principal asks. */
    public enum Type {
        RAM_USER("RAMUser"),
        ASSUMED_ROLE_USER("AssumedRoleUser"),
        /** The account's owner. */
        ACCOUNT("Account"),
        SERVICE("Service"),
        FEDERATED("Federated");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        /** The name in vectors and answers, such as {@code RAMUser}. */
        public String wireName() {
            return wireName;
        }

        /** The type with that {@link #wireName()}, which must be given exactly. */
        public static Optional<Type> ofWireName(String wireName) {
            for (Type type : values()) {
                if (type.wireName.equals(wireName)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }
}
