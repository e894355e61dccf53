package io.rolegate.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The read-only policies that every account has (ram.md §2). */
public final class SystemPolicies {
    private static final String FIRST_VERSION = "v1";

    private static final List<SystemPolicy> ALL = List.of(
            policy("AdministratorAccess", "Manages everything in the account", allow("*")),
            policy(
                    "ReadOnlyAccess",
                    "Reads everything in the account",
                    allow(
                            "*:Describe*",
                            "*:List*",
                            "*:Get*",
                            "*:BatchGet*",
                            "*:Query*",
                            "*:BatchQuery*",
                            "actiontrail:LookupEvents",
                            "dm:Desc*",
                            "dm:SenderStatistics*")),
            policy("AliyunSTSAssumeRoleAccess", "Assumes roles", allow("sts:AssumeRole")),
            policy("AliyunRAMFullAccess", "Manages users, groups, roles and policies", allow("ram:*")),
            policy(
                    "AliyunRAMReadOnlyAccess",
                    "Reads users, groups, roles and policies",
                    allow("ram:Get*", "ram:List*", "ram:GenerateCredentialReport"),
                    allow("accessanalyzer:Get*", "accessanalyzer:List*")),
            policy("AliyunCSFullAccess", "Manages the Container Service", allow("cs:*")),
            policy(
                    "AliyunCSReadOnlyAccess",
                    "Reads the Container Service",
                    allow("cs:Get*", "cs:List*", "cs:Describe*")),
            policy("AliyunMNSFullAccess", "Manages the message service", allow("mns:*")),
            policy(
                    "AliyunMNSReadOnlyAccess",
                    "Reads the message service's queues and topics, not their messages",
                    allow("mns:Get*", "mns:Query*", "mns:Desc*", "mns:List*")));

    /**
     * One of them.
     *
     * @param document the JSON text
     */
    public record SystemPolicy(String name, String description, String version, String document) {}

    private SystemPolicies() {}

    /** All of them, in the order of the reference. */
    public static List<SystemPolicy> all() {
        return ALL;
    }

    /** The one of that name, ignoring ASCII case as policy names do. */
    public static Optional<SystemPolicy> find(String name) {
        return ALL.stream()
                .filter(policy -> Ascii.equalsIgnoringCase(policy.name(), name))
                .findFirst();
    }

    private static SystemPolicy policy(String name, String description, String... statements) {
        String document =
                "{\n  \"Version\": \"1\",\n  \"Statement\": [\n" + String.join(",\n", statements) + "\n  ]\n}";
        return new SystemPolicy(name, description, FIRST_VERSION, document);
    }

    private static String allow(String... actions) {
        String list = Stream.of(actions).map(action -> '"' + action + '"').collect(Collectors.joining(", ", "[", "]"));
        return "    {\n      \"Effect\": \"Allow\",\n      \"Action\": " + list + ",\n      \"Resource\": \"*\"\n    }";
    }
}
