package io.rolegate.journey;

import com.aliyun.cs20151215.models.DescribeClustersV1Request;
import com.aliyun.ram20150501.models.AttachPolicyToRoleRequest;
import com.aliyun.ram20150501.models.DetachPolicyFromRoleRequest;
import com.aliyun.ram20150501.models.UpdateAccessKeyRequest;
import com.aliyun.ram20150501.models.UpdateRoleRequest;
import com.aliyun.tea.TeaException;
import io.rolegate.signature.SigningCredentials;

/** What owners do to a delegation that is in use, and what the user of it then finds. */
final class Delegation {
    static final String WORKS = "200";
    static final String NOT_ALLOWED = "403 Forbidden.RAM";
    static final String REVOKED = "403 InvalidSecurityToken.Revoked";

    private final Cast cast;

    Delegation(Cast cast) {
        this.cast = cast;
    }

    /** Lists clusters: 200, or the refusal's status and code. */
    String use(SigningCredentials session) {
        return outcome(() -> cast.as(session).containerService().describeClustersV1(new DescribeClustersV1Request()));
    }

    static String outcome(Call call) {
        try {
            call.run();
            return WORKS;
        } catch (TeaException refused) {
            return refused.getStatusCode() + " " + refused.getCode();
        } catch (Exception e) {
            throw new AssertionError("The SDK could make nothing of the answer", e);
        }
    }

    /** A call of an SDK. */
    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    void attach(Cast.PartnerRole role) throws Exception {
        cast.ownerA()
                .ram()
                .attachPolicyToRole(new AttachPolicyToRoleRequest()
                        .setRoleName(role.name())
                        .setPolicyType("Custom")
                        .setPolicyName(role.policyName()));
    }

    void detach(Cast.PartnerRole role) throws Exception {
        cast.ownerA()
                .ram()
                .detachPolicyFromRole(new DetachPolicyFromRoleRequest()
                        .setRoleName(role.name())
                        .setPolicyType("Custom")
                        .setPolicyName(role.policyName()));
    }

    void setTrust(Cast.PartnerRole role, String... principals) throws Exception {
        cast.ownerA()
                .ram()
                .updateRole(new UpdateRoleRequest()
                        .setRoleName(role.name())
                        .setNewAssumeRolePolicyDocument(Cast.trusting(principals)));
    }

    void setKeyStatus(Cast.PartnerUser user, String status) throws Exception {
        cast.ownerB()
                .ram()
                .updateAccessKey(new UpdateAccessKeyRequest()
                        .setUserName(user.name())
                        .setUserAccessKeyId(user.credentials().accessKeyId())
                        .setStatus(status));
    }
}
