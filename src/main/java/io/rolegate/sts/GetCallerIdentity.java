package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.identity.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** GetCallerIdentity: tells every verified caller who it is, whatever the policies say (ram.md §1.6, §3.2). */
final class GetCallerIdentity implements Operation {
    @Override
    public String name() {
        return "GetCallerIdentity";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        Principal caller = call.caller();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("IdentityType", caller.identityType());
        fields.put("AccountId", caller.accountId());
        fields.put("PrincipalId", caller.id());
        if (caller instanceof Principal.RoleSession session) {
            fields.put("RoleId", session.role().roleId());
        } else {
            fields.put("UserId", caller.id());
        }
        fields.put("Arn", caller.arn());
        return CompletableFuture.completedStage(Answer.of(fields));
    }
}
