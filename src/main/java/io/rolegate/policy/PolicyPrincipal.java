package io.rolegate.policy;

/**
 * Who asks, as policies know it (ram.md §1.6, §1.8).
 *
 * @param arn {@code acs:ram::ID:user/NAME}, {@code acs:sts::ID:assumed-role/ROLE/SESSION}, or the service's or provider's name
 * @param accountId the account that the principal belongs to
 */
public record PolicyPrincipal(Type type, String arn, String accountId) {
    /** The kinds of principal. */
    public enum Type {
        RAM_USER,
        ASSUMED_ROLE_USER,
        ACCOUNT,
        SERVICE,
        FEDERATED
    }
}
