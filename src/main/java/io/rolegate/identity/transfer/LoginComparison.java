package io.rolegate.identity.transfer;

import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.transfer.AccountImage.Login;
import io.rolegate.identity.transfer.AccountImage.Password;
import io.rolegate.identity.transfer.Plan.Action;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The login profile of a user. */
final class LoginComparison {
    private final String accountId;
    private final PlanBuilder plan;
    private final String userName;

    LoginComparison(String accountId, PlanBuilder plan, String userName) {
        this.accountId = accountId;
        this.plan = plan;
        this.userName = userName;
    }

    void compare(Part user, @Nullable Login before, @Nullable Login after) {
        Part part = user.at("loginProfile");
        if (after == null) {
            if (before != null && plan.removes(true)) {
                part.draft().line("- login profile");
                remove(part);
            }
        } else if (before == null) {
            add(part, after);
        } else {
            change(part, before, after);
        }
    }

    private void add(Part part, Login login) {
        Password password = login.password();
        if (password == null) {
            plan.note("The login profile of user " + userName + " is not made: the file has no password of it");
            return;
        }
        part.draft().line("+ login profile");
        PlanBuilder.fields(part, Map.of(), login.fields());
        plan.step(Phase.LINK, part, restore(login, password));
    }

    private void change(Part part, Login before, Login after) {
        Password password = after.password();
        boolean differs = PlanBuilder.fields(part, before.fields(), after.fields());
        if (password != null && !password.equals(before.password())) {
            part.draft().line("password: replaced");
            plan.step(Phase.LINK, part, restore(after, password));
        } else if (differs) {
            plan.step(Phase.LINK, part, byUser((transaction, user) -> transaction
                    .loginProfiles()
                    .update(user, null, after.mfaBindRequired(), after.passwordResetRequired())));
        }
    }

    void remove(Part part) {
        plan.step(Phase.UNLINK, part, byUser((transaction, user) -> transaction
                .loginProfiles()
                .delete(user)));
    }

    private Action restore(Login login, Password password) {
        return byUser((transaction, user) -> transaction
                .loginProfiles()
                .restore(
                        user,
                        password.hash(),
                        password.setAt(),
                        login.mfaBindRequired(),
                        login.passwordResetRequired()));
    }

    private Action byUser(BiFunction<IdentityTransaction, RamUser, CompletionStage<Void>> work) {
        return transaction ->
                transaction.users().require(accountId, userName).thenCompose(user -> work.apply(transaction, user));
    }
}
