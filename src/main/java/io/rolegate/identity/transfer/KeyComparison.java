package io.rolegate.identity.transfer;

import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.Secret;
import io.rolegate.identity.transfer.AccountImage.HeldKey;
import io.rolegate.identity.transfer.Plan.Action;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.security.MessageDigest;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The access keys of a user, or of the account's owner. */
final class KeyComparison {
    private final String accountId;
    private final PlanBuilder plan;
    private final @Nullable String userName;

    /** @param userName null for the account's owner */
    KeyComparison(String accountId, PlanBuilder plan, @Nullable String userName) {
        this.accountId = accountId;
        this.plan = plan;
        this.userName = userName;
    }

    void compare(Part owner, Section<HeldKey> present, Section<HeldKey> wanted) {
        Part keys = owner.at("accessKeys");
        wanted.items().forEach((id, key) -> {
            HeldKey before = present.items().get(id);
            if (before == null) {
                add(keys.at(id), id, key);
            } else {
                change(keys.at(id), id, before, key);
            }
        });
        present.items().keySet().forEach(id -> {
            if (!wanted.has(id) && plan.removes(wanted.isStated())) {
                keys.draft().line("- access key " + id);
                remove(keys, id);
            }
        });
    }

    private void add(Part part, String id, HeldKey key) {
        Secret secret = key.secret();
        if (secret == null) {
            plan.note("The access key " + id + " of " + holder() + " is not made: the file has no secret of it");
            return;
        }
        part.draft().line("+ access key " + id + " (" + key.status().wireName() + ")");
        plan.step(Phase.LINK, part, byHolder((transaction, userId) -> transaction
                .accessKeys()
                .restore(accountId, userId, id, secret, key.status())));
    }

    private void change(Part part, String id, HeldKey before, HeldKey after) {
        Secret secret = after.secret();
        Secret present = before.secret();
        if (secret != null && present != null && !MessageDigest.isEqual(secret.bytes(), present.bytes())) {
            throw new TransferException(part.path(), "has another secret in the store");
        }
        if (before.status() != after.status()) {
            part.draft()
                    .line("access key " + id + ": " + before.status().wireName() + " -> "
                            + after.status().wireName());
            plan.step(Phase.LINK, part, byHolder((transaction, userId) -> transaction
                    .accessKeys()
                    .setStatus(accountId, userId, id, after.status())));
        }
    }

    void remove(Part part, String id) {
        plan.step(Phase.UNLINK, part, byHolder((transaction, userId) -> transaction
                .accessKeys()
                .delete(accountId, userId, id)));
    }

    private String holder() {
        return userName == null ? "the owner" : "user " + userName;
    }

    /** What is done with the keys of a user, or of the owner where the user's id is null. */
    @FunctionalInterface
    private interface Work {
        CompletionStage<Void> on(IdentityTransaction transaction, @Nullable String userId);
    }

    private Action byHolder(Work work) {
        String name = userName;
        return transaction -> name == null
                ? work.on(transaction, null)
                : transaction.users().require(accountId, name).thenCompose(user -> work.on(transaction, user.id()));
    }
}
