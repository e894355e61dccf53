package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.client.SignedClient.Reply;
import io.rolegate.identity.RandomText;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The journey that everything serves (design, section 1), walked by signed calls alone: Enterprise A delegates, Enterprise
 * B's user works, A revokes.
 */
final class Journey {
    static final String ROLE = "message-operator";
    static final String USER = "alice";
    private static final String POLICY = "message-operator-access";
    private static final String RAM = "2015-05-01";
    private static final String STS = "2015-04-01";

    private final SignedClient client;
    private final Enterprise owner;
    private final Enterprise partner;
    private final PrintWriter out;
    private int step;

    /**
     * @param owner Enterprise A
     * @param partner Enterprise B
     */
    Journey(SignedClient client, Enterprise owner, Enterprise partner, PrintWriter out) {
        this.client = client;
        this.owner = owner;
        this.partner = partner;
        this.out = out;
    }

    /** B's user, as the ready file tells of it. */
    record PartnerUser(String logonName, String password, String accessKeyId, String accessKeySecret) {
        SigningCredentials credentials() {
            return new SigningCredentials(accessKeyId, accessKeySecret, null);
        }

        JsonObject ready() {
            return new JsonObject()
                    .put("name", USER)
                    .put("logonName", logonName)
                    .put("password", password)
                    .put("accessKeyId", accessKeyId)
                    .put("accessKeySecret", accessKeySecret);
        }
    }

    String roleArn() {
        return "acs:ram::" + owner.account().id() + ":role/" + ROLE;
    }

    /** Walks it from the first role to the first revocation, and leaves the delegation in force. */
    PartnerUser walk() throws Exception {
        makeResources();
        delegate();
        PartnerUser user = makeUser();
        SigningCredentials session = assume(user);
        tell("A new role may do nothing: listing clusters is refused");
        expect(403, path(session, Dialect.ACS3, "GET", "/api/v1/clusters", ""));
        grant();
        work(session);
        revoke(user, session);
        return user;
    }

    private void makeResources() throws Exception {
        tell("Enterprise A owns clusters and queues");
        SigningCredentials a = owner.owner();
        for (String name : new String[] {"production", "staging"}) {
            JsonObject cluster = new JsonObject()
                    .put("name", name)
                    .put("cluster_type", "ManagedKubernetes")
                    .put("region_id", "cn-hangzhou")
                    .put("num_of_nodes", 2);
            expect(0, path(a, Dialect.ACS3, "POST", "/clusters", cluster.encode()));
        }
        for (String queue : new String[] {"orders-incoming", "billing"}) {
            expect(0, path(a, Dialect.MNS, "PUT", "/queues/" + queue, xml("Queue", "")));
        }
        expect(0, path(a, Dialect.MNS, "PUT", "/topics/orders-events", xml("Topic", "")));
    }

    private void delegate() throws Exception {
        tell("Enterprise A makes a role that trusts Enterprise B's account");
        String trust = trusting(partner.account().rootArn());
        Reply created = ram(
                owner,
                "CreateRole",
                Map.of("RoleName", ROLE, "AssumeRolePolicyDocument", trust, "Description", "Works on orders for us"));
        if (exists(created)) {
            detach();
            setTrust(trust);
        }
    }

    private PartnerUser makeUser() throws Exception {
        tell("Enterprise B makes a user and lets it assume roles");
        ram(partner, "CreateUser", Map.of("UserName", USER, "DisplayName", "Alice of Enterprise B"));
        String password = RandomText.password();
        Map<String, String> login = Map.of("UserName", USER, "Password", password, "PasswordResetRequired", "false");
        if (exists(ram(partner, "CreateLoginProfile", login))) {
            expect(200, ram(partner, "UpdateLoginProfile", login));
        }
        ram(
                partner,
                "AttachPolicyToUser",
                Map.of("UserName", USER, "PolicyType", "System", "PolicyName", "AliyunSTSAssumeRoleAccess"));
        deleteKeys();
        JsonObject key = json(expect(200, ram(partner, "CreateAccessKey", Map.of("UserName", USER))))
                .getJsonObject("AccessKey");
        return new PartnerUser(
                USER + "@" + partner.account().name(),
                password,
                key.getString("AccessKeyId"),
                key.getString("AccessKeySecret"));
    }

    private void deleteKeys() throws Exception {
        JsonObject keys = json(expect(200, ram(partner, "ListAccessKeys", Map.of("UserName", USER))));
        for (Object key : keys.getJsonObject("AccessKeys").getJsonArray("AccessKey")) {
            String id = ((JsonObject) key).getString("AccessKeyId");
            expect(200, ram(partner, "DeleteAccessKey", Map.of("UserName", USER, "UserAccessKeyId", id)));
        }
    }

    private SigningCredentials assume(PartnerUser user) throws Exception {
        tell("B's user assumes A's role: temporary key, secret and SecurityToken");
        UnsignedRequest request = UnsignedRequest.builder(Dialect.RPC, "POST", "/")
                .action("AssumeRole")
                .version(STS)
                .query("RoleArn", roleArn())
                .query("RoleSessionName", USER)
                .build();
        JsonObject credentials =
                json(expect(200, send(user.credentials(), request))).getJsonObject("Credentials");
        return new SigningCredentials(
                credentials.getString("AccessKeyId"),
                credentials.getString("AccessKeySecret"),
                credentials.getString("SecurityToken"));
    }

    private void grant() throws Exception {
        tell("A writes a policy and attaches it to the role");
        ram(owner, "CreatePolicy", Map.of("PolicyName", POLICY, "PolicyDocument", DelegatedRights.document()));
        attach();
    }

    private void work(SigningCredentials session) throws Exception {
        tell("The same session may now list A's clusters");
        expect(200, path(session, Dialect.ACS3, "GET", "/api/v1/clusters", ""));
        tell("… send to and receive from A's queue orders-incoming");
        String message = xml("Message", "<MessageBody>b3JkZXIgNDI=</MessageBody>");
        expect(201, path(session, Dialect.MNS, "POST", "/queues/orders-incoming/messages", message));
        expect(200, path(session, Dialect.MNS, "GET", "/queues/orders-incoming/messages", ""));
        tell("… but not touch another queue");
        expect(403, path(session, Dialect.MNS, "POST", "/queues/billing/messages", message));
        tell("… nor make a user in A's account");
        expect(403, rpc(session, "CreateUser", Map.of("UserName", "mallory")));
    }

    private void revoke(PartnerUser user, SigningCredentials session) throws Exception {
        tell("A detaches the policy: the very next call is refused");
        detach();
        expect(403, path(session, Dialect.ACS3, "GET", "/api/v1/clusters", ""));
        attach();
        tell("A ends the trust: the live session is revoked at once");
        setTrust(trusting(owner.account().rootArn()));
        expect(403, path(session, Dialect.ACS3, "GET", "/api/v1/clusters", ""));
        tell("A trusts B again, and B's user is back at work");
        setTrust(trusting(partner.account().rootArn()));
        expect(200, path(assume(user), Dialect.ACS3, "GET", "/api/v1/clusters", ""));
    }

    private void attach() throws Exception {
        ram(owner, "AttachPolicyToRole", Map.of("RoleName", ROLE, "PolicyType", "Custom", "PolicyName", POLICY));
    }

    private void detach() throws Exception {
        ram(owner, "DetachPolicyFromRole", Map.of("RoleName", ROLE, "PolicyType", "Custom", "PolicyName", POLICY));
    }

    private void setTrust(String document) throws Exception {
        expect(200, ram(owner, "UpdateRole", Map.of("RoleName", ROLE, "NewAssumeRolePolicyDocument", document)));
    }

    private static String trusting(String principal) {
        return "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":[\""
                + principal + "\"]}}]}";
    }

    private Reply ram(Enterprise caller, String action, Map<String, String> parameters) throws Exception {
        return rpc(caller.owner(), action, parameters);
    }

    private Reply rpc(SigningCredentials credentials, String action, Map<String, String> parameters) throws Exception {
        UnsignedRequest.Builder request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action(action)
                .version(RAM);
        parameters.forEach(request::query);
        return send(credentials, request.build());
    }

    private Reply path(SigningCredentials credentials, Dialect dialect, String method, String path, String body)
            throws Exception {
        UnsignedRequest.Builder request = UnsignedRequest.builder(dialect, method, path)
                .version(dialect == Dialect.MNS ? "2015-06-06" : "2015-12-15")
                .header("content-type", dialect == Dialect.MNS ? "text/xml;charset=UTF-8" : "application/json")
                .body(body.getBytes(StandardCharsets.UTF_8));
        return send(credentials, request.build());
    }

    private Reply send(SigningCredentials credentials, UnsignedRequest request) throws Exception {
        Reply reply = Serving.await(client.call(request, credentials));
        String what = request.action() == null ? request.method() + " " + request.rawPath() : request.action();
        out.println("     " + reply.status() + "  " + what + code(reply));
        out.flush();
        return reply;
    }

    /** A step of the journey that goes another way than it must is a defect: the demonstration ends. */
    private static Reply expect(int status, Reply reply) {
        boolean fits = status == 0 ? reply.status() < 300 || reply.status() == 409 : reply.status() == status;
        if (!fits) {
            throw new IllegalStateException("expected " + (status == 0 ? "success" : status) + ", but got "
                    + reply.status() + ": " + reply.body());
        }
        return reply;
    }

    private static boolean exists(Reply reply) {
        return reply.status() == 409;
    }

    private static JsonObject json(Reply reply) {
        return new JsonObject(reply.body());
    }

    private static String code(Reply reply) {
        if (reply.succeeded()) {
            return "";
        }
        if (reply.body().startsWith("{")) {
            return "  " + json(reply).getString("Code");
        }
        int start = reply.body().indexOf("<Code>");
        int end = reply.body().indexOf("</Code>");
        return start < 0 || end < start ? "" : "  " + reply.body().substring(start + 6, end);
    }

    private static String xml(String root, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><" + root + " xmlns=\"http://mns.aliyuncs.com/doc/v1/\">"
                + content + "</" + root + ">";
    }

    private void tell(String what) {
        out.println(String.format("%2d.  %s", ++step, what));
        out.flush();
    }
}
