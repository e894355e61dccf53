package io.rolegate.ram;

import io.rolegate.api.Invocation;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.repository.Attachments.Target;
import java.util.concurrent.CompletionStage;

/** What a policy can be attached to, as calls name it. */
enum PolicyHolder {
    USER(Target.Kind.USER) {
        @Override
        Resources resources() {
            return Resources.user();
        }

        @Override
        CompletionStage<Target> target(IdentityTransaction transaction, Invocation call) {
            String name = call.parameters().require("UserName", Rules.USER_NAME);
            return transaction.users().require(call.accountId(), name).thenApply(Target::of);
        }
    },
    GROUP(Target.Kind.GROUP) {
        @Override
        Resources resources() {
            return Resources.group();
        }

        @Override
        CompletionStage<Target> target(IdentityTransaction transaction, Invocation call) {
            String name = call.parameters().require("GroupName", Rules.GROUP_NAME);
            return transaction.groups().require(call.accountId(), name).thenApply(Target::of);
        }
    },
    ROLE(Target.Kind.ROLE) {
        @Override
        Resources resources() {
            return Resources.role();
        }

        @Override
        CompletionStage<Target> target(IdentityTransaction transaction, Invocation call) {
            String name = call.parameters().require("RoleName", Rules.ROLE_NAME);
            return transaction.roles().require(call.accountId(), name).thenApply(Target::of);
        }
    };

    private final Target.Kind kind;

    PolicyHolder(Target.Kind kind) {
        this.kind = kind;
    }

    /** The word in operation names: {@code User}, {@code Group} or {@code Role}. */
    String entity() {
        return kind.entity();
    }

    /** The holder that the call names, as a resource. */
    abstract Resources resources();

    /** The holder that the call names; {@code EntityNotExist} where there is none. */
    abstract CompletionStage<Target> target(IdentityTransaction transaction, Invocation call);
}
