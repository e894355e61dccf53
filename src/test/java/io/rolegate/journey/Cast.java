package io.rolegate.journey;

import com.aliyun.ram20150501.models.AttachPolicyToRoleRequest;
import com.aliyun.ram20150501.models.AttachPolicyToUserRequest;
import com.aliyun.ram20150501.models.CreateAccessKeyRequest;
import com.aliyun.ram20150501.models.CreatePolicyRequest;
import com.aliyun.ram20150501.models.CreateRoleRequest;
import com.aliyun.ram20150501.models.CreateUserRequest;
import com.aliyun.sts20150401.models.AssumeRoleRequest;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import java.util.concurrent.atomic.AtomicInteger;

/** The people of the journey: A's owner, B's owner, and as many roles, users and sessions as a test needs. */
final class Cast {
    private final RunningGateway gateway;
    private final AtomicInteger count = new AtomicInteger();

    Cast(RunningGateway gateway) {
        this.gateway = gateway;
    }

    Sdk ownerA() {
        return as(gateway.enterpriseA().credentials());
    }

    Sdk ownerB() {
        return as(gateway.enterpriseB().credentials());
    }

    SigningCredentials credentialsOfOwnerA() {
        return gateway.enterpriseA().credentials();
    }

    SigningCredentials credentialsOfOwnerB() {
        return gateway.enterpriseB().credentials();
    }

    Sdk as(SigningCredentials credentials) {
        return new Sdk(gateway.gateway(), credentials);
    }

    String accountA() {
        return gateway.enterpriseA().account().id();
    }

    String accountB() {
        return gateway.enterpriseB().account().id();
    }

    /** A name that no other test of this gateway uses. */
    String name(String prefix) {
        return prefix + count.incrementAndGet();
    }

    static String trusting(String... principals) {
        return """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["%s"]}}]}"""
                .formatted(String.join("\",\"", principals));
    }

    static String allowing(String action, String resource) {
        return """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}"""
                .formatted(action, resource);
    }

    /** A role of A that trusts B's account and may do what the document says. */
    PartnerRole role(String policyDocument) throws Exception {
        return role(policyDocument, trusting("acs:ram::" + accountB() + ":root"));
    }

    /** A role of A with a trust policy of the test's. */
    PartnerRole role(String policyDocument, String trustPolicy) throws Exception {
        String name = name("role-");
        var ram = ownerA().ram();
        var role = ram.createRole(new CreateRoleRequest().setRoleName(name).setAssumeRolePolicyDocument(trustPolicy))
                .getBody()
                .getRole();
        ram.createPolicy(new CreatePolicyRequest().setPolicyName(name).setPolicyDocument(policyDocument));
        ram.attachPolicyToRole(new AttachPolicyToRoleRequest()
                .setRoleName(name)
                .setPolicyType("Custom")
                .setPolicyName(name));
        return new PartnerRole(name, role.getArn(), name);
    }

    record PartnerRole(String name, String arn, String policyName) {}

    /** A user of B with a key, allowed to assume any role. */
    PartnerUser user() throws Exception {
        String name = name("user-");
        var ram = ownerB().ram();
        ram.createUser(new CreateUserRequest().setUserName(name));
        ram.attachPolicyToUser(new AttachPolicyToUserRequest()
                .setUserName(name)
                .setPolicyType("System")
                .setPolicyName("AliyunSTSAssumeRoleAccess"));
        var key = ram.createAccessKey(new CreateAccessKeyRequest().setUserName(name))
                .getBody()
                .getAccessKey();
        return new PartnerUser(name, new SigningCredentials(key.getAccessKeyId(), key.getAccessKeySecret(), null));
    }

    record PartnerUser(String name, SigningCredentials credentials) {}

    /** A session of the role for the user, by the official STS client. */
    SigningCredentials session(PartnerUser user, PartnerRole role) throws Exception {
        return assume(user.credentials(), request(user, role));
    }

    static AssumeRoleRequest request(PartnerUser user, PartnerRole role) {
        return new AssumeRoleRequest().setRoleArn(role.arn()).setRoleSessionName(user.name());
    }

    /** A session by a request of the test's. */
    SigningCredentials assume(SigningCredentials caller, AssumeRoleRequest request) throws Exception {
        var credentials = as(caller).sts().assumeRole(request).getBody().getCredentials();
        return new SigningCredentials(
                credentials.getAccessKeyId(), credentials.getAccessKeySecret(), credentials.getSecurityToken());
    }
}
