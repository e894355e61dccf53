package io.rolegate.journey;

import com.aliyun.mns.client.CloudAccount;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.auth.StaticCredentialsProvider;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import io.rolegate.signature.SigningCredentials;
import java.net.URI;

/** Clients of the official SDKs, unmodified, pointed at a gateway. */
final class Sdk {
    private final URI gateway;
    private final SigningCredentials credentials;

    Sdk(URI gateway, SigningCredentials credentials) {
        this.gateway = gateway;
        this.credentials = credentials;
    }

    com.aliyun.sts20150401.Client sts() throws Exception {
        return new com.aliyun.sts20150401.Client(config());
    }

    com.aliyun.ram20150501.Client ram() throws Exception {
        return new com.aliyun.ram20150501.Client(config());
    }

    /** The official generic call. */
    com.aliyun.teaopenapi.Client generic() throws Exception {
        return new com.aliyun.teaopenapi.Client(config());
    }

    com.aliyun.cs20151215.Client containerService() throws Exception {
        return new com.aliyun.cs20151215.Client(config());
    }

    /** The first-generation signatures: RPC and ROA 1.0. */
    com.aliyun.cs20151215.Client containerServiceSignedV1() throws Exception {
        return new com.aliyun.cs20151215.Client(config().setSignatureAlgorithm("v2"));
    }

    MNSClient messageService() {
        CloudAccount account = credentials.securityToken() == null
                ? new CloudAccount(credentials.accessKeyId(), credentials.secret(), gateway.toString())
                : new CloudAccount(
                        credentials.accessKeyId(),
                        credentials.secret(),
                        gateway.toString(),
                        credentials.securityToken());
        return account.getMNSClient();
    }

    DefaultAcsClient core() {
        DefaultProfile profile = DefaultProfile.getProfile("cn-hangzhou");
        return new DefaultAcsClient(
                profile,
                new StaticCredentialsProvider(
                        credentials.securityToken() == null
                                ? new BasicCredentials(credentials.accessKeyId(), credentials.secret())
                                : new BasicSessionCredentials(
                                        credentials.accessKeyId(), credentials.secret(), credentials.securityToken())));
    }

    ProtocolType protocol() {
        return ProtocolType.HTTP;
    }

    String hostAndPort() {
        return gateway.getHost() + ":" + gateway.getPort();
    }

    private Config config() {
        return new Config()
                .setAccessKeyId(credentials.accessKeyId())
                .setAccessKeySecret(credentials.secret())
                .setSecurityToken(credentials.securityToken())
                .setEndpoint(hostAndPort())
                .setProtocol("http")
                .setRegionId("cn-hangzhou");
    }
}
