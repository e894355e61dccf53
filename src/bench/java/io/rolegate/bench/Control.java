package io.rolegate.bench;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sets up, by the gateway's own API, a role that works on notes and a user who may assume it. */
final class Control implements AutoCloseable {
    private static final String RAM = "2015-05-01";
    private static final String STS = "2015-04-01";
    private static final String ROLE = "note-keeper";
    private static final String USER = "amy";
    private static final int AT_ONCE = 50;

    private final Vertx vertx = Vertx.vertx();
    private final SignedClient client;
    private final SigningCredentials owner;
    private final String accountId;
    private SigningCredentials user;

    Control(URI gateway, JsonObject account) {
        this.client = new SignedClient(vertx, gateway, null, Clock.systemUTC());
        this.owner =
                new SigningCredentials(account.getString("accessKeyId"), account.getString("accessKeySecret"), null);
        this.accountId = account.getString("accountId");
    }

    void prepare() {
        ram(
                "CreateRole",
                Map.of("RoleName", ROLE, "AssumeRolePolicyDocument", trust("acs:ram::" + accountId + ":root")));
        ram("CreatePolicy", Map.of("PolicyName", ROLE, "PolicyDocument", rights()));
        ram("AttachPolicyToRole", Map.of("RoleName", ROLE, "PolicyType", "Custom", "PolicyName", ROLE));
        ram("CreateUser", Map.of("UserName", USER));
        ram(
                "AttachPolicyToUser",
                Map.of("UserName", USER, "PolicyType", "System", "PolicyName", "AliyunSTSAssumeRoleAccess"));
        JsonObject key = ram("CreateAccessKey", Map.of("UserName", USER)).getJsonObject("AccessKey");
        user = new SigningCredentials(key.getString("AccessKeyId"), key.getString("AccessKeySecret"), null);
    }

    /** So many sessions of the role. */
    List<SigningCredentials> sessions(int count) {
        List<SigningCredentials> sessions = new ArrayList<>();
        while (sessions.size() < count) {
            List<Future<SigningCredentials>> some = new ArrayList<>();
            for (int index = sessions.size(); index < count && some.size() < AT_ONCE; index++) {
                some.add(session("s" + index));
            }
            Future.all(some).await();
            some.forEach(session -> sessions.add(session.result()));
        }
        return sessions;
    }

    private Future<SigningCredentials> session(String name) {
        Map<String, String> parameters =
                Map.of("RoleArn", "acs:ram::" + accountId + ":role/" + ROLE, "RoleSessionName", name);
        return call(user, STS, "AssumeRole", parameters).map(answer -> {
            JsonObject key = answer.getJsonObject("Credentials");
            return new SigningCredentials(
                    key.getString("AccessKeyId"), key.getString("AccessKeySecret"), key.getString("SecurityToken"));
        });
    }

    private JsonObject ram(String action, Map<String, String> parameters) {
        return call(owner, RAM, action, parameters).await();
    }

    private Future<JsonObject> call(
            SigningCredentials caller, String version, String action, Map<String, String> parameters) {
        UnsignedRequest.Builder request =
                UnsignedRequest.builder(Dialect.ACS3, "POST", "/").action(action).version(version);
        parameters.forEach(request::query);
        return client.call(request.build(), caller)
                .map(reply -> {
                    if (!reply.succeeded()) {
                        throw new IllegalStateException(action + ": " + reply.body());
                    }
                    return new JsonObject(reply.body());
                });
    }

    private static String trust(String principal) {
        return "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":[\""
                + principal + "\"]}}]}";
    }

    /** Writing depends on the caller's address, so that not every decision is a remembered one. */
    private static String rights() {
        return """
                {"Version":"1","Statement":[
                {"Effect":"Allow","Action":["notes:ListNotes","notes:GetNote"],"Resource":"acs:notes:*:*:note/*"},
                {"Effect":"Allow","Action":"notes:Put*","Resource":"acs:notes:*:*:note/n*",
                 "Condition":{"IpAddress":{"acs:SourceIp":"127.0.0.0/8"}}},
                {"Effect":"Deny","Action":"notes:*","Resource":"acs:notes:*:*:note/secret-*"}]}""";
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
