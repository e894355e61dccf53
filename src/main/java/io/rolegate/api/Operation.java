package io.rolegate.api;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** One operation of a built-in RPC service. The pipeline authorises it by its permissions, then executes it. */
public interface Operation {
    /** The RPC {@code Action}, for example {@code CreateUser}. */
    String name();

    /**
     * What the caller must be allowed, all of it; empty where the operation needs no permission. Resolves names to the
     * resources as stored. Fails with {@link ApiException} where a parameter is missing or malformed.
     */
    CompletionStage<List<Permission>> permissions(Invocation call);

    /** Does it. Called only after every permission was granted. Fails with {@link ApiException}. */
    CompletionStage<Answer> execute(Invocation call, List<Permission> granted);
}
