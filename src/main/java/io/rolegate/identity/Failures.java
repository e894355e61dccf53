package io.rolegate.identity;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What stages fail with. */
public final class Failures {
    private Failures() {}

    /** The failure itself, out of what stages and futures wrap it in. */
    public static Throwable bare(Throwable failure) {
        Throwable bare = failure;
        while ((bare instanceof CompletionException || bare instanceof ExecutionException) && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }
}
