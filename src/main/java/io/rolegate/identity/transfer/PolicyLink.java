package io.rolegate.identity.transfer;

import io.rolegate.identity.PolicyType;
import java.util.Optional;

/** A managed policy as what it is attached to names it, written {@code System/AliyunRAMFullAccess} or {@code Custom/orders}. */
public record PolicyLink(PolicyType type, String name) {
    /** The link that was written so, empty where it is none. */
    public static Optional<PolicyLink> parse(String text) {
        for (PolicyType type : PolicyType.values()) {
            String prefix = type.wireName() + "/";
            if (text.startsWith(prefix) && text.length() > prefix.length()) {
                return Optional.of(new PolicyLink(type, text.substring(prefix.length())));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return type.wireName() + "/" + name;
    }
}
