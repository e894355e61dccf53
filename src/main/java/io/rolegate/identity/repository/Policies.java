package io.rolegate.identity.repository;

import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Managed policies and their versions. Documents are validated by the caller. System policies are visible in every account. */
public interface Policies {
    /** Makes a custom policy with its version {@code v1}. */
    CompletionStage<ManagedPolicy> create(String accountId, String name, String description, String document);

    CompletionStage<Optional<ManagedPolicy>> find(String accountId, PolicyType type, String name);

    /** Fails with {@code NOT_EXIST Policy}. */
    CompletionStage<ManagedPolicy> require(String accountId, PolicyType type, String name);

    CompletionStage<ManagedPolicy> updateDescription(String accountId, String name, String newDescription);

    /** Fails with {@code DELETE_CONFLICT Policy.User}, {@code .Group}, {@code .Role} or {@code .Version} while in use. */
    CompletionStage<Void> delete(String accountId, String name);

    /** All types where {@code type} is null. */
    CompletionStage<Page<ManagedPolicy>> list(String accountId, @Nullable PolicyType type, Page.Request page);

    /**
     * Adds a version.
     *
     * @param deleteOldest whether the oldest version that is not the default gives way at the limit; otherwise {@code
     *     LIMIT_EXCEEDED Policy.Version}
     */
    CompletionStage<PolicyVersion> addVersion(
            ManagedPolicy policy, String document, boolean setAsDefault, boolean deleteOldest);

    /**
     * Adds a version that is tried out in the shadow of the default one, until it becomes the default itself or is deleted. Fails with
     * {@code ALREADY_EXISTS Policy.DraftVersion} where the policy has one already.
     *
     * @param deleteOldest as with {@link #addVersion}; a draft never gives way
     */
    CompletionStage<PolicyVersion> addDraft(ManagedPolicy policy, String document, boolean deleteOldest);

    /** The custom policies that have a draft. */
    CompletionStage<Page<ManagedPolicy>> drafts(String accountId, Page.Request page);

    /**
     * Makes the versions of a custom policy these, by their numbers, as they were elsewhere. Fails with {@code ALREADY_EXISTS
     * Policy.Version} where one has another document, {@code LIMIT_EXCEEDED Policy.Version}, or {@code NOT_EXIST
     * Policy.Version} where the default or the draft isn't among them.
     *
     * @param draftVersion null where there is none; another version than the default
     */
    CompletionStage<Void> setVersions(
            ManagedPolicy policy,
            SortedMap<Integer, String> documents,
            int defaultVersion,
            @Nullable Integer draftVersion);

    CompletionStage<List<PolicyVersion>> versions(ManagedPolicy policy);

    /** Fails with {@code NOT_EXIST Policy.Version}. */
    CompletionStage<PolicyVersion> requireVersion(ManagedPolicy policy, String versionId);

    /** Fails with {@code NOT_EXIST Policy.Version}. */
    CompletionStage<Void> setDefaultVersion(ManagedPolicy policy, String versionId);

    /** Fails with {@code NOT_EXIST Policy.Version} or {@code DELETE_CONFLICT Policy.Version.Default}. */
    CompletionStage<Void> deleteVersion(ManagedPolicy policy, String versionId);
}
