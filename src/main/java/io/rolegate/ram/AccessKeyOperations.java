package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.identity.AccessKey;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.Page;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Long-term access keys, of users and of the account's owner. */
final class AccessKeyOperations {
    private static final Resources HOLDER =
            Resources.of((transaction, call) -> KeyHolder.of(transaction, call).thenApply(KeyHolder::arn));

    private AccessKeyOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("CreateAccessKey", HOLDER, AccessKeyOperations::create),
                Definition.write("UpdateAccessKey", HOLDER, AccessKeyOperations::update),
                Definition.write("DeleteAccessKey", HOLDER, AccessKeyOperations::delete),
                Definition.read("ListAccessKeys", HOLDER, AccessKeyOperations::list),
                Definition.read("GetAccessKeyLastUsed", HOLDER, AccessKeyOperations::lastUsed));
    }

    private static Work create(Invocation call) {
        return ofHolder(call, (transaction, holder) -> transaction
                .accessKeys()
                .create(call.accountId(), holder.userId())
                .thenApply(entry -> new Fields()
                        .put(
                                "AccessKey",
                                describe(entry.key())
                                        .put("AccessKeySecret", entry.secret().reveal()))
                        .toAnswer()));
    }

    private static Work update(Invocation call) {
        String keyId = keyId(call.parameters());
        KeyStatus status = call.parameters().requireChoice("Status", KeyStatus.values(), KeyStatus::wireName);
        return ofHolder(call, (transaction, holder) -> transaction
                .accessKeys()
                .setStatus(call.accountId(), holder.userId(), keyId, status)
                .thenApply(done -> Answer.empty()));
    }

    private static Work delete(Invocation call) {
        String keyId = keyId(call.parameters());
        return ofHolder(call, (transaction, holder) -> transaction
                .accessKeys()
                .delete(call.accountId(), holder.userId(), keyId)
                .thenApply(done -> Answer.empty()));
    }

    private static Work list(Invocation call) {
        Optional<Page.Request> page = Paging.asked(call.parameters());
        return ofHolder(call, (transaction, holder) -> transaction
                .accessKeys()
                .list(call.accountId(), holder.userId())
                .thenApply(keys -> new Fields()
                        .wholeOrPage(
                                "AccessKeys", "AccessKey", keys, page, AccessKey::id, AccessKeyOperations::describe)
                        .toAnswer()));
    }

    private static Work lastUsed(Invocation call) {
        String keyId = keyId(call.parameters());
        return ofHolder(call, (transaction, holder) -> transaction
                .accessKeys()
                .lastUsed(call.accountId(), holder.userId(), keyId)
                .thenApply(at -> new Fields()
                        .put(
                                "AccessKeyLastUsed",
                                at.map(time -> new Fields().put("LastUsedDate", time))
                                        .orElseGet(() -> new Fields().put("LastUsedDate", "")))
                        .toAnswer()));
    }

    private static Work ofHolder(
            Invocation call, BiFunction<IdentityTransaction, KeyHolder, CompletionStage<Answer>> work) {
        return transaction ->
                KeyHolder.require(transaction, call).thenCompose(holder -> work.apply(transaction, holder));
    }

    private static String keyId(Parameters parameters) {
        return parameters.require("UserAccessKeyId", Rules.ACCESS_KEY_ID);
    }

    private static Fields describe(AccessKey key) {
        return new Fields()
                .put("AccessKeyId", key.id())
                .put("Status", key.status().wireName())
                .put("CreateDate", key.createdAt());
    }
}
