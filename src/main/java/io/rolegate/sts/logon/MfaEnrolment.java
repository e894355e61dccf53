package io.rolegate.sts.logon;

import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.Secret;

/**
 * A device that a user is to bind, with the seed to be shown once.
 *
 * @param seed what the authenticator application must be told
 */
public record MfaEnrolment(MfaDevice device, Secret seed) {}
