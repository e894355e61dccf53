package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.identity.Base32;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.Page;
import io.rolegate.identity.Principal.UserPrincipal;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.Totp;
import io.rolegate.identity.repository.MfaDevices.Holding;
import io.rolegate.ram.Definition.Work;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Virtual MFA devices, and whom they are bound to. */
final class MfaOperations {
    private static final String VIRTUAL = "VMFA";
    private static final String ISSUER = "Rolegate";
    private static final Resources DEVICE = Resources.of((transaction, call) -> {
        String serialNumber = serialNumber(call);
        return transaction.mfaDevices().find(call.accountId(), serialNumber).thenApply(found -> found.map(
                        MfaDevice::serialNumber)
                .orElse(serialNumber));
    });

    private MfaOperations() {}

    static List<Definition> definitions(RamDependencies dependencies) {
        return List.of(
                Definition.writeAfter(
                        "CreateVirtualMFADevice",
                        Resources.named(MfaOperations::newDevice),
                        call -> CompletableFuture.supplyAsync(() -> create(call), dependencies.workers())),
                Definition.write("DeleteVirtualMFADevice", DEVICE, MfaOperations::delete),
                Definition.read("ListVirtualMFADevices", Resources.all("mfa"), MfaOperations::list),
                Definition.write("BindMFADevice", Resources.user().and(DEVICE), MfaOperations::bind),
                Definition.write("UnbindMFADevice", Resources.user(), MfaOperations::unbind),
                Definition.read("GetUserMFAInfo", Resources.user(), MfaOperations::info));
    }

    /**
     * Creations need all devices, save that of a device named as the calling user: it stands for itself, so that users can be let
     * manage their own device without being let fill the account's quota.
     */
    private static String newDevice(Invocation call) {
        String name = name(call);
        boolean own = call.caller() instanceof UserPrincipal user && user.name().equals(name);
        return MfaDevice.serialNumber(call.accountId(), own ? name : "*");
    }

    private static Work create(Invocation call) {
        String name = name(call);
        Secret seed = Totp.newSeed();
        String text = Base32.encode(seed.bytes());
        String uri = "otpauth://totp/" + ISSUER + ":" + name + "@" + call.accountId() + "?secret=" + text + "&issuer="
                + ISSUER;
        String image = Base64.getEncoder().encodeToString(QrCode.png(uri));
        return transaction -> transaction
                .mfaDevices()
                .create(call.accountId(), name, seed)
                .thenApply(device -> new Fields()
                        .put(
                                "VirtualMFADevice",
                                new Fields()
                                        .put("SerialNumber", device.serialNumber())
                                        .put("Base32StringSeed", text)
                                        .put("QRCodePNG", image))
                        .toAnswer());
    }

    private static Work delete(Invocation call) {
        return transaction -> device(transaction, call)
                .thenCompose(transaction.mfaDevices()::delete)
                .thenApply(done -> Answer.empty());
    }

    private static Work list(Invocation call) {
        Optional<Page.Request> page = Paging.asked(call.parameters());
        return transaction -> transaction.mfaDevices().list(call.accountId()).thenApply(devices -> new Fields()
                .wholeOrPage(
                        "VirtualMFADevices",
                        "VirtualMFADevice",
                        devices,
                        page,
                        holding -> holding.device().name(),
                        MfaOperations::describe)
                .toAnswer());
    }

    private static Work bind(Invocation call) {
        String first = call.parameters().require("AuthenticationCode1", Rules.AUTHENTICATION_CODE);
        String second = call.parameters().require("AuthenticationCode2", Rules.AUTHENTICATION_CODE);
        return transaction -> user(transaction, call)
                .thenCompose(user -> device(transaction, call)
                        .thenCompose(device -> transaction.mfaDevices().bind(device, user, first, second)))
                .thenApply(bound -> {
                    if (!bound) {
                        throw new ApiException(
                                ErrorCode.CHECK_AUTHENTICATION_CODE_FAIL,
                                "AuthenticationCode1 and AuthenticationCode2 must be two codes that the device showed"
                                        + " one after the other just now, and that were not used yet.");
                    }
                    return Answer.empty();
                });
    }

    private static Work unbind(Invocation call) {
        return transaction -> user(transaction, call)
                .thenCompose(transaction.mfaDevices()::unbind)
                .thenApply(device -> answer(new Fields().put("SerialNumber", device.serialNumber())));
    }

    private static Work info(Invocation call) {
        return transaction -> user(transaction, call)
                .thenCompose(transaction.mfaDevices()::requireBoundTo)
                .thenApply(device -> answer(
                        new Fields().put("SerialNumber", device.serialNumber()).put("Type", VIRTUAL)));
    }

    private static Answer answer(Fields device) {
        return new Fields().put("MFADevice", device).toAnswer();
    }

    private static Fields describe(Holding holding) {
        Fields fields = new Fields().put("SerialNumber", holding.device().serialNumber());
        if (holding.device().activatedAt() != null) {
            fields.put("ActivateDate", holding.device().activatedAt());
        }
        RamUser user = holding.user();
        if (user != null) {
            fields.put(
                    "User",
                    new Fields()
                            .put("UserId", user.id())
                            .put("UserName", user.name())
                            .put("DisplayName", user.details().displayName()));
        }
        return fields;
    }

    private static CompletionStage<MfaDevice> device(IdentityTransaction transaction, Invocation call) {
        return transaction.mfaDevices().require(call.accountId(), serialNumber(call));
    }

    private static CompletionStage<RamUser> user(IdentityTransaction transaction, Invocation call) {
        return transaction.users().require(call.accountId(), call.parameters().require("UserName", Rules.USER_NAME));
    }

    private static String name(Invocation call) {
        return call.parameters().require("VirtualMFADeviceName", Rules.MFA_DEVICE_NAME);
    }

    private static String serialNumber(Invocation call) {
        return call.parameters().require("SerialNumber", Rules.SERIAL_NUMBER);
    }
}
