package io.rolegate.ram;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.Secret;
import io.rolegate.identity.Totp;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** An account with something of everything, made by the operations themselves, for {@link Example}s to be called in. */
public final class World {
    public static final String POLICY =
            """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"mns:*","Resource":"*"}]}""";
    public static final String TRUST =
            """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::2002000000000002:root"}}]}""";

    /** The alias of an account that is not this one; whoever makes a world sees to it that there is one. */
    public static final String TAKEN_ALIAS = "taken-alias";

    private static final String PASSWORD = "Amys-first-password";

    private final Caller caller;
    private final InstantSource clock;
    private final String accountId;
    private final Map<String, AccessKey> keys = new HashMap<>();
    private final Map<String, Secret> seeds = new HashMap<>();

    /** Calls an operation and gives the answer's fields. */
    @FunctionalInterface
    public interface Caller {
        /** Makes the call with these parameters, whose placeholders are resolved. */
        Map<String, Object> call(Example call, Map<String, String> parameters) throws Exception;
    }

    /** A user's access key. */
    public record AccessKey(String id, String secret) {}

    private World(Caller caller, InstantSource clock, String accountId) {
        this.caller = caller;
        this.clock = clock;
        this.accountId = accountId;
    }

    /** Makes all of it. */
    public static World make(Caller caller, InstantSource clock, String accountId) throws Exception {
        World world = new World(caller, clock, accountId);
        world.policies();
        world.users();
        world.groups();
        world.roles();
        world.devices();
        world.providers();
        return world;
    }

    private void policies() throws Exception {
        for (String name : new String[] {"Queues", "Idle", "OfGroup", "OfRole", "Versions"}) {
            call("CreatePolicy", "PolicyName", name, "PolicyDocument", POLICY, "Description", "d");
        }
        call("CreatePolicyVersion", "PolicyName", "Queues", "PolicyDocument", POLICY);
        for (int i = 0; i < 4; i++) {
            call("CreatePolicyVersion", "PolicyName", "Versions", "PolicyDocument", POLICY);
        }
    }

    private void users() throws Exception {
        for (String name : new String[] {
            "Amy", "Bob", "Idle", "Leaver", "Rename", "OnlyKey", "OnlyProfile", "OnlyDevice", "OnlyPolicy", "TwoKeys"
        }) {
            call(
                    "CreateUser",
                    "UserName",
                    name,
                    "DisplayName",
                    name + " D",
                    "Email",
                    "u@a.example",
                    "Comments",
                    "c",
                    "MobilePhone",
                    "86-1");
        }
        for (String name : new String[] {"Amy", "Leaver", "OnlyProfile"}) {
            call("CreateLoginProfile", "UserName", name, "Password", PASSWORD.replace("Amy", name.substring(0, 3)));
        }
        for (String name : new String[] {"Amy", "Leaver", "OnlyKey", "TwoKeys", "TwoKeys"}) {
            Map<?, ?> key = object(call("CreateAccessKey", "UserName", name), "AccessKey");
            keys.put(name, new AccessKey(text(key, "AccessKeyId"), text(key, "AccessKeySecret")));
        }
        for (String name : new String[] {"Amy", "OnlyPolicy"}) {
            call("AttachPolicyToUser", "UserName", name, "PolicyName", "Queues", "PolicyType", "Custom");
        }
    }

    private void groups() throws Exception {
        for (String name : new String[] {"Ops", "Idle", "Rename", "OnlyPolicy"}) {
            call("CreateGroup", "GroupName", name, "Comments", "c");
        }
        for (String name : new String[] {"Amy", "Leaver"}) {
            call("AddUserToGroup", "GroupName", "Ops", "UserName", name);
        }
        call("AttachPolicyToGroup", "GroupName", "Ops", "PolicyName", "Queues", "PolicyType", "Custom");
        call("AttachPolicyToGroup", "GroupName", "OnlyPolicy", "PolicyName", "OfGroup", "PolicyType", "Custom");
    }

    private void roles() throws Exception {
        for (String name : new String[] {"Reader", "Idle", "OfRole"}) {
            call("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", TRUST, "Description", "d");
        }
        call("AttachPolicyToRole", "RoleName", "Reader", "PolicyName", "Queues", "PolicyType", "Custom");
        call("AttachPolicyToRole", "RoleName", "OfRole", "PolicyName", "OfRole", "PolicyType", "Custom");
    }

    private void devices() throws Exception {
        for (String name : new String[] {"phone", "spare", "tablet", "other"}) {
            Map<?, ?> device = object(call("CreateVirtualMFADevice", "VirtualMFADeviceName", name), "VirtualMFADevice");
            seeds.put(name, Secret.of(decode(text(device, "Base32StringSeed"))));
        }
        bind("tablet", "Amy");
        bind("other", "OnlyDevice");
    }

    private void providers() throws Exception {
        for (String name : new String[] {"Login", "Idle"}) {
            Map<String, String> parameters = Map.of(
                    "OIDCProviderName",
                    name,
                    "IssuerUrl",
                    "https://issuer.example/" + name,
                    "ClientIds",
                    "app-1",
                    "Description",
                    "d");
            call(new Example("2019-08-15", "CreateOIDCProvider", null, parameters, null, null));
        }
    }

    private void bind(String device, String user) throws Exception {
        call(
                "BindMFADevice",
                "UserName",
                user,
                "SerialNumber",
                "$mfa:" + device,
                "AuthenticationCode1",
                "$code:" + device + ":-1",
                "AuthenticationCode2",
                "$code:" + device + ":0");
    }

    /** Calls as the account's owner. */
    public Map<String, Object> call(String operation, String... parameters) throws Exception {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return call(new Example(null, operation, null, named, null, null));
    }

    /** Makes the call. */
    public Map<String, Object> call(Example example) throws Exception {
        return caller.call(example, resolve(example.parameters()));
    }

    /** The access key of a user. */
    public AccessKey key(String user) {
        return Objects.requireNonNull(keys.get(user), user);
    }

    /** The parameters with what their placeholders stand for. */
    public Map<String, String> resolve(Map<String, String> parameters) {
        Map<String, String> resolved = new LinkedHashMap<>();
        parameters.forEach((name, value) -> resolved.put(name, value.startsWith("$") ? resolve(value) : value));
        return resolved;
    }

    private String resolve(String placeholder) {
        String[] parts = placeholder.substring(1).split(":", -1);
        return switch (parts[0]) {
            case "policy" -> POLICY;
            case "trust" -> TRUST;
            case "long" -> POLICY + " ".repeat(6144);
            case "alias" -> "alias-of-" + accountId;
            case "taken" -> TAKEN_ALIAS;
            case "key" -> key(parts[1]).id();
            case "mfa" -> MfaDevice.serialNumber(accountId, parts[1]);
            case "code" ->
                Totp.code(
                        Objects.requireNonNull(seeds.get(parts[1])),
                        Totp.step(clock.instant()) + Integer.parseInt(parts[2]));
            // Where a page begins is nobody's business but the store's; here it spares asking for the page before.
            case "marker" ->
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("m1:" + parts[1].toLowerCase(Locale.ROOT)).getBytes(UTF_8));
            default -> throw new IllegalArgumentException(placeholder);
        };
    }

    private static byte[] decode(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(buffer >>> bits);
            }
        }
        return bytes.toByteArray();
    }

    private static Map<?, ?> object(Map<String, Object> fields, String name) {
        return (Map<?, ?>) Objects.requireNonNull(fields.get(name), name);
    }

    private static String text(Map<?, ?> object, String name) {
        return Objects.toString(object.get(name));
    }
}
