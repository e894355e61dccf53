package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.DiagnosticMessages;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** DecodeDiagnosticMessage: what led to a denial, for people of the account whose policies decided (ram.md §5). */
public final class DecodeDiagnosticMessage implements Operation {
    private static final String MESSAGE = "EncodedDiagnosticMessage";

    private final DiagnosticMessages messages;

    public DecodeDiagnosticMessage(DiagnosticMessages messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "DecodeDiagnosticMessage";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        call.parameters().require(MESSAGE);
        return CompletableFuture.completedStage(List.of(Permission.of("ram:" + name(), "*")));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        String encoded = call.parameters().require(MESSAGE);
        return CompletableFuture.completedStage(
                Answer.of("DecodedDiagnosticMessage", messages.decode(encoded, call.accountId())));
    }
}
