package io.rolegate.gateway;

import io.rolegate.gateway.service.Target;
import io.rolegate.signature.CallView;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Set;

/** A request as the service gets it: what was authorised, and who asks; no credential. */
final class UpstreamRequest {
    private static final Set<String> CREDENTIAL_PARAMETERS = Set.of(
            "AccessKeyId",
            "Signature",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "SignatureType",
            "SecurityToken",
            "Timestamp");

    private UpstreamRequest() {}

    /** Path and query, in the spelling that was authorised, whatever the caller's was. */
    static String target(Authenticated authenticated, Target.Proxied target) {
        CallView call = authenticated.call();
        String query = call.without(CREDENTIAL_PARAMETERS).canonicalQuery();
        return query.isEmpty() ? target.path() : target.path() + '?' + query;
    }

    static void putHeaders(Authorised authorised, String assertion, MultiMap headers) {
        Exchange exchange = authorised.exchange();
        ForwardedHeaders.copyRequest(authorised.authenticated().call().headers(), headers);
        headers.set("x-forwarded-host", exchange.host());
        if (authorised.authenticated().routed().formBody() != null) {
            // They are of the form with its credentials, which is not what is sent.
            headers.remove("content-md5").remove("x-acs-content-sha256");
        }
        headers.set("x-forwarded-proto", exchange.isSecure() ? "https" : "http");
        headers.set("x-forwarded-for", exchange.trail());
        headers.set(IdentityAssertions.HEADER, assertion);
        headers.set(Exchange.REQUEST_ID, exchange.requestId());
        headers.set("x-rolegate-action", authorised.granted().get(0).action());
        headers.set("x-rolegate-resource", authorised.granted().get(0).resource());
    }

    /** A body that was read whole; of a form, its parameters without the credentials among them. */
    static Buffer body(Authenticated authenticated, RequestBody.Whole body) {
        return authenticated.routed().formBody() == null
                ? body.bytes()
                : Buffer.buffer(
                        authenticated.call().without(CREDENTIAL_PARAMETERS).canonicalForm());
    }
}
