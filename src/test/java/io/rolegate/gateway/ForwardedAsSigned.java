package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.gateway.RecordedServices.Recorded;
import io.rolegate.signature.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of every request that reaches a service: it says what was signed and authorised, and nothing of the caller's credentials. */
final class ForwardedAsSigned {
    private static final Set<String> CREDENTIALS = Set.of(
            "AccessKeyId",
            "Signature",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "SignatureType",
            "SecurityToken",
            "Timestamp");
    private static final List<String> OWN =
            List.of("x-rolegate-assertion", "x-rolegate-action", "x-rolegate-resource", "x-acs-request-id");
    private static final List<String> NEVER = List.of(
            "repeated",
            "transfer-encoding",
            "trailer",
            "upgrade",
            "keep-alive",
            "expect",
            "authorization",
            "proxy-authorization",
            "security-token",
            "x-acs-security-token",
            "x-acs-accesskey-id",
            "cookie",
            "forwarded",
            "x-real-ip",
            "true-client-ip",
            "x-http-method-override",
            "x-original-url",
            "x-acs-rolegate-client");

    private ForwardedAsSigned() {}

    /**
     * Checks a request that reached a service.
     *
     * @param requestId what the caller was told
     */
    static void check(Recorded request, HostileCall call, @Nullable String requestId) {
        String sent = request.head();
        assertThat(sent).doesNotContain("forged", "evil", "6.6.6.6", "LTAI");
        assertThat(sent.substring(0, sent.indexOf('\r')))
                .matches("(GET|PUT|POST) /[A-Za-z0-9._~%/:-]*(\\?[A-Za-z0-9._~%&=-]*)? HTTP/1\\.1");
        assertThat(request.headers().keySet()).containsAll(OWN).doesNotContainAnyElementsOf(NEVER);
        assertThat(request.headers().getOrDefault("connection", "te")).isEqualTo("te");
        assertThat(request.headers().getOrDefault("te", "trailers")).isEqualTo("trailers");
        assertThat(request.headers().keySet()).noneMatch(name -> name.contains("_"));
        assertThat(request.headers().get("x-acs-request-id")).isEqualTo(requestId);

        assertThat(request.headers().get("x-rolegate-action")).isEqualTo(request.action());
        assertThat(request.headers().get("x-rolegate-resource")).endsWith(":" + latin(request.resource()));

        assertThat(request.method()).isEqualTo(call.method());
        assertThat(request.path()).isEqualTo(call.pathMeaning());
        Map<String, @Nullable String> meant = new HashMap<>(call.queryMeaning());
        meant.keySet().removeAll(CREDENTIALS);
        if (call.dialect() == Dialect.RPC) {
            meant.putIfAbsent("Action", call.operation());
            meant.putIfAbsent("Version", "2030-02-02");
        }
        assertThat(request.parameters()).isEqualTo(meant);
        if (!call.isChanged() && !call.inForm()) {
            assertThat(request.body()).isEqualTo(call.text());
        }
    }

    /** As it can stand in a header. */
    private static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.chars().forEach(c -> latin.append(c > 255 ? '?' : (char) c));
        return latin.toString();
    }
}
