package io.rolegate.identity.repository;

import io.rolegate.identity.transfer.AccountImage;
import java.util.concurrent.CompletionStage;

/** Accounts as a whole. */
public interface AccountImages {
    /**
     * All that the account holds; every section is stated. Fails with {@code NOT_EXIST Account}.
     *
     * @param withSecrets whether access keys, passwords and seeds are read too
     */
    CompletionStage<AccountImage> read(String accountId, boolean withSecrets);
}
