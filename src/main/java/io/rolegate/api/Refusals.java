package io.rolegate.api;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.Failures;
import io.rolegate.identity.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The boundary at which the directory's failures become those of the API. */
public final class Refusals {
    private Refusals() {}

    /** The refusal of the directory as callers know it: {@code EntityNotExist.User} and so on (ram.md §4). */
    public static ApiException of(DirectoryException refusal) {
        ErrorCode code =
                switch (refusal.kind()) {
                    case NOT_EXIST -> ErrorCode.ENTITY_NOT_EXIST;
                    case ALREADY_EXISTS -> ErrorCode.ENTITY_ALREADY_EXISTS;
                    case DELETE_CONFLICT -> ErrorCode.DELETE_CONFLICT;
                    case LIMIT_EXCEEDED -> ErrorCode.LIMIT_EXCEEDED;
                    case CONCURRENT_CHANGE -> ErrorCode.CONCURRENT_CHANGE;
                };
        String message = refusal.getMessage();
        return new ApiException(
                code,
                code == ErrorCode.CONCURRENT_CHANGE ? null : refusal.entity(),
                message == null ? refusal.entity() : message);
    }

    /** The store's absence as callers know it: they may try again. */
    public static ApiException of(StoreUnavailableException failure) {
        String message = failure.getMessage();
        return new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE,
                null,
                (message == null ? "The store is away" : message) + "; try again later.",
                failure);
    }

    /**
     * What a piece of work fails with, bare: without the wrapping of futures, a directory's refusal translated. An exception
     * thrown before there is a stage fails the stage.
     */
    static <T> CompletionStage<T> translate(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        start(work).whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(translated(failure));
            }
        });
        return answer;
    }

    private static <T> CompletionStage<T> start(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private static Throwable translated(Throwable failure) {
        Throwable inner = Failures.bare(failure);
        if (inner instanceof StoreUnavailableException unavailable) {
            return of(unavailable);
        }
        return inner instanceof DirectoryException refusal ? of(refusal) : inner;
    }
}
