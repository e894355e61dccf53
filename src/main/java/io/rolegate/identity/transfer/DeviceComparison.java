package io.rolegate.identity.transfer;

import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.transfer.AccountImage.Device;
import io.rolegate.identity.transfer.Plan.Action;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Virtual MFA devices and whom they are bound to. */
final class DeviceComparison extends EntityComparison<Device> {
    DeviceComparison(String accountId, PlanBuilder plan) {
        super(accountId, plan, "mfaDevices", "MFA device");
    }

    @Override
    boolean canAdd(String name, Device device) {
        if (device.seed() == null) {
            plan.note("The MFA device " + name + " is not made: the file has no seed of it");
        }
        return device.seed() != null;
    }

    @Override
    void add(Part part, String name, Device device) {
        Secret seed = Objects.requireNonNull(device.seed());
        PlanBuilder.fields(part, Map.of(), device.fields());
        plan.step(Phase.ENTITIES, part, transaction -> transaction.mfaDevices().create(accountId, name, seed));
        if (device.user() != null) {
            plan.step(Phase.LINK, part.at("user"), bind(name, device.user()));
        }
    }

    @Override
    void change(Part part, String oldName, Device before, String name, Device after) {
        Secret seed = after.seed();
        Secret present = before.seed();
        if (seed != null && present != null && !MessageDigest.isEqual(seed.bytes(), present.bytes())) {
            throw new TransferException(part.path(), "has another seed in the store");
        }
        String bound = before.user();
        String user = after.user();
        if (bound == null ? user == null : bound.equalsIgnoreCase(user)) {
            return;
        }
        if (user == null && !plan.removes(true)) {
            return;
        }
        if (bound != null) {
            part.draft().line("- user " + bound);
            plan.step(Phase.UNLINK, part, unbind(name));
        }
        if (user != null) {
            part.draft().line("+ user " + user);
            plan.step(Phase.LINK, part.at("user"), bind(name, user));
        }
    }

    @Override
    void remove(Part part, String name, Device device) {
        plan.step(Phase.UNLINK, part, unbind(name));
        plan.step(Phase.REMOVE, part, transaction -> device(transaction, name)
                .thenCompose(found -> transaction.mfaDevices().delete(found)));
    }

    private Action bind(String name, String userName) {
        return transaction -> device(transaction, name).thenCompose(device -> transaction
                .users()
                .require(accountId, userName)
                .thenCompose(user -> transaction.mfaDevices().rebind(device, user)));
    }

    private Action unbind(String name) {
        return transaction -> device(transaction, name).thenCompose(device -> {
            String userId = device.userId();
            return userId == null
                    ? CompletableFuture.<Void>completedStage(null)
                    : transaction
                            .users()
                            .findById(accountId, userId)
                            .thenCompose(user -> user.isPresent()
                                    ? unbind(transaction, user.get())
                                    : CompletableFuture.<Void>completedStage(null));
        });
    }

    /** Takes the user's device away, if there is one. */
    static CompletionStage<Void> unbind(IdentityTransaction transaction, RamUser user) {
        return transaction
                .mfaDevices()
                .boundTo(user)
                .thenCompose(device -> device.isPresent()
                        ? transaction.mfaDevices().unbind(user).thenApply(unbound -> null)
                        : CompletableFuture.<Void>completedStage(null));
    }

    private CompletionStage<MfaDevice> device(IdentityTransaction transaction, String name) {
        return transaction.mfaDevices().require(accountId, MfaDevice.serialNumber(accountId, name));
    }
}
