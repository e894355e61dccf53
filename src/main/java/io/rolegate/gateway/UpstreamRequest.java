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

    /** The call without the parameters that say who calls. */
    static CallView withoutCredentials(CallView call) {
        return call.without(CREDENTIAL_PARAMETERS);
    }

    /**
     * Path and query, in the spelling that was authorised, whatever the caller's was.
     *
     * @param forwarded the call {@link #withoutCredentials}
     */
    static String target(CallView call, CallView forwarded, Target.Proxied target) {
        // Where something was taken out, the rest has been encoded anew already.
        String query = forwarded == call ? forwarded.canonicalQuery() : forwarded.rawQuery();
        return query == null || query.isEmpty() ? target.path() : target.path() + '?' + query;
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
        exchange.putTrace(headers);
        headers.set("x-rolegate-action", authorised.granted().get(0).action());
        headers.set("x-rolegate-resource", authorised.granted().get(0).resource());
    }

    /**
     * A body that was read whole; of a form, its parameters without the credentials among them.
     *
     * @param forwarded the call {@link #withoutCredentials}
     */
    static Buffer body(Routed routed, CallView forwarded, RequestBody.Whole body) {
        return routed.formBody() == null ? body.bytes() : Buffer.buffer(forwarded.canonicalForm());
    }
}
