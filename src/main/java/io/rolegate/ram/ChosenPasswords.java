package io.rolegate.ram;

import io.rolegate.api.Parameters;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.NewPasswords;
import io.rolegate.identity.PasswordMark;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.WriteOrigin;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Passwords that users choose at a log-on, held against the account's policy as any other. */
public final class ChosenPasswords implements NewPasswords {
    private static final String PARAMETER = "Password";

    private final RamDependencies dependencies;

    public ChosenPasswords(RamDependencies dependencies) {
        this.dependencies = dependencies;
    }

    @Override
    public CompletionStage<Void> set(RamUser user, String presentMark, String password, WriteOrigin origin) {
        String checked = Passwords.require(new Parameters(Map.of(PARAMETER, password)), PARAMETER);
        return dependencies
                .store()
                .read(transaction -> NewPassword.Standard.of(transaction, user))
                .thenCompose(standard -> NewPassword.of(PARAMETER, checked, standard, dependencies.passwords()))
                .thenCompose(newPassword -> dependencies.store().write(origin, transaction -> newPassword
                        .confirm(transaction)
                        .thenCompose(present -> set(transaction, present, presentMark, newPassword))));
    }

    private static CompletionStage<Void> set(
            IdentityTransaction transaction, RamUser user, String presentMark, NewPassword newPassword) {
        return transaction.loginProfiles().require(user).thenCompose(profile -> transaction
                .loginProfiles()
                .passwordHash(user)
                .thenCompose(hash -> {
                    if (!hash.map(text -> PasswordMark.of(text, profile.passwordSetAt()))
                            .filter(presentMark::equals)
                            .isPresent()) {
                        throw NewPassword.changedMeanwhile();
                    }
                    return transaction
                            .loginProfiles()
                            .update(user, newPassword.hash(), profile.mfaBindRequired(), false);
                }));
    }
}
