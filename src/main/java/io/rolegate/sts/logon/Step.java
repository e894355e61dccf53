package io.rolegate.sts.logon;

import io.rolegate.identity.LoginProfile;
import io.rolegate.identity.PasswordPolicy;
import java.time.Instant;

/** What is missing to a log-on with the right password, in this order. */
enum Step {
    MFA_CODE,
    EXPIRED,
    NEW_PASSWORD,
    MFA_BINDING,
    DONE;

    /** @param mfa whether a code was shown already */
    static Step of(Standing standing, boolean mfa, Instant now) {
        LoginProfile profile = standing.profile();
        if (profile == null) {
            return DONE;
        }
        if (standing.device() != null && !mfa) {
            return MFA_CODE;
        }
        PasswordPolicy.Age age = standing.policy().age(profile.passwordSetAt(), now);
        if (age == PasswordPolicy.Age.LOCKED) {
            return EXPIRED;
        }
        if (age == PasswordPolicy.Age.MUST_BE_CHANGED || profile.passwordResetRequired()) {
            return NEW_PASSWORD;
        }
        return profile.mfaBindRequired() && standing.device() == null ? MFA_BINDING : DONE;
    }
}
