package io.rolegate.identity.repository;

import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Virtual MFA devices, and the codes that their users show. A code's time step is spent once it was taken. */
public interface MfaDevices {
    /** Fails with {@code ALREADY_EXISTS VirtualMFADevice} or {@code LIMIT_EXCEEDED VirtualMFADevice}. */
    CompletionStage<MfaDevice> create(String accountId, String name, Secret seed);

    /** A device of that account, by its serial number ignoring ASCII case. */
    CompletionStage<Optional<MfaDevice>> find(String accountId, String serialNumber);

    /** Fails with {@code NOT_EXIST VirtualMFADevice}. */
    CompletionStage<MfaDevice> require(String accountId, String serialNumber);

    /** Fails with {@code DELETE_CONFLICT VirtualMFADevice.User} while it is bound. */
    CompletionStage<Void> delete(MfaDevice device);

    /** All devices, by name. */
    CompletionStage<List<Holding>> list(String accountId);

    /** The device that is bound to the user. */
    CompletionStage<Optional<MfaDevice>> boundTo(RamUser user);

    /** Fails with {@code NOT_EXIST User.MFADevice}. */
    CompletionStage<MfaDevice> requireBoundTo(RamUser user);

    /**
     * Binds the device to the user, where the two codes are of consecutive steps. False where they are not: nothing is bound.
     * Fails with {@code ALREADY_EXISTS User.MFADevice} or {@code VirtualMFADevice.User}.
     */
    CompletionStage<Boolean> bind(MfaDevice device, RamUser user, String firstCode, String secondCode);

    /**
     * Binds a device as it was bound elsewhere, without codes; those of the present step and before count as taken. Fails as
     * {@link #bind} does.
     */
    CompletionStage<Void> rebind(MfaDevice device, RamUser user);

    /** Fails with {@code NOT_EXIST User.MFADevice}. */
    CompletionStage<MfaDevice> unbind(RamUser user);

    /**
     * Takes a code that the user shows at log-on: whether it is good now and was not taken before. False for a user without a
     * device. Needs a writing transaction, since a good code is spent.
     */
    CompletionStage<Boolean> take(RamUser user, String code);

    /** A device and whom it is bound to, null while it is bound to nobody. */
    record Holding(MfaDevice device, @Nullable RamUser user) {}
}
