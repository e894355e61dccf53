package io.rolegate.identity.repository;

import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Which policies are attached to whom. */
public interface Attachments {
    /** Fails with {@code ALREADY_EXISTS} or {@code LIMIT_EXCEEDED} and {@code User.Policy}, {@code Group.Policy} or {@code Role.Policy}. */
    CompletionStage<Void> attach(ManagedPolicy policy, Target target);

    /** Fails with {@code NOT_EXIST User.Policy}, {@code Group.Policy} or {@code Role.Policy}. */
    CompletionStage<Void> detach(ManagedPolicy policy, Target target);

    CompletionStage<List<Attached<ManagedPolicy>>> policiesOf(Target target);

    CompletionStage<Entities> entitiesOf(String accountId, ManagedPolicy policy);

    /** What a policy can be attached to. */
    record Target(Kind kind, String accountId, String id) {
        /** The kinds of target; the names are those of the error codes. */
        public enum Kind {
            USER("User"),
            GROUP("Group"),
            ROLE("Role");

            private final String entity;

            Kind(String entity) {
                this.entity = entity;
            }

            public String entity() {
                return entity;
            }
        }

        public static Target of(RamUser user) {
            return new Target(Kind.USER, user.accountId(), user.id());
        }

        public static Target of(RamGroup group) {
            return new Target(Kind.GROUP, group.accountId(), group.id());
        }

        public static Target of(Role role) {
            return new Target(Kind.ROLE, role.accountId(), role.id());
        }
    }

    /** Something attached, and since when. */
    record Attached<T>(T item, Instant attachedAt) {}

    /** Everything that a policy is attached to within one account. */
    record Entities(List<Attached<RamUser>> users, List<Attached<RamGroup>> groups, List<Attached<Role>> roles) {
        public Entities {
            users = List.copyOf(users);
            groups = List.copyOf(groups);
            roles = List.copyOf(roles);
        }
    }
}
