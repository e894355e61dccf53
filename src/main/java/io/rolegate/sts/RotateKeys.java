package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Operators;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRotationException;
import io.rolegate.identity.RotatableKeyRing;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** RotateKeys: makes new keys of the service current, for its operators only (design, section 10). */
public final class RotateKeys implements Operation {
    private static final String PURPOSE = "Purpose";

    private final RotatableKeyRing keys;
    private final Operators operators;

    public RotateKeys(RotatableKeyRing keys, Operators operators) {
        this.keys = keys;
        this.operators = operators;
    }

    @Override
    public String name() {
        return "RotateKeys";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        operators.require(call);
        purposes(call.parameters());
        return CompletableFuture.completedStage(List.of(Permission.of("rolegate:RotateKeys", "*")));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        return Future.fromCompletionStage(keys.rotate(call.origin(granted.get(0)), purposes(call.parameters())))
                .recover(failure -> Future.failedFuture(
                        failure instanceof KeyRotationException refusal
                                ? Parameters.invalid(PURPOSE, String.valueOf(refusal.getMessage()))
                                : failure))
                .map(RotateKeys::answer)
                .toCompletionStage();
    }

    /** All that are in the store, where none are named. */
    private static Set<KeyPurpose> purposes(Parameters parameters) {
        String names = parameters.text(PURPOSE).orElse(null);
        if (names == null) {
            return KeyPurpose.STORED;
        }
        Set<KeyPurpose> purposes = EnumSet.noneOf(KeyPurpose.class);
        for (String name : names.split(",", -1)) {
            purposes.add(
                    KeyPurpose.named(name).orElseThrow(() -> Parameters.invalid(PURPOSE, "must be among " + all())));
        }
        return purposes;
    }

    private static String all() {
        return EnumSet.allOf(KeyPurpose.class).stream()
                .map(KeyPurpose::wireName)
                .collect(Collectors.joining(", "));
    }

    private static Answer answer(Map<KeyPurpose, String> kids) {
        return new Fields()
                .list(
                        "Keys",
                        "Key",
                        kids.entrySet().stream()
                                .map(kid -> new Fields()
                                        .put("Purpose", kid.getKey().wireName())
                                        .put("KeyId", kid.getValue()))
                                .toList())
                .toAnswer();
    }
}
