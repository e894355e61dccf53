package io.rolegate.backend;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The protected header of an assertion, read before any key is chosen. */
record AssertionHeader(String keyId) {
    static final String TYPE = "rolegate-assertion+jwt";
    static final String ALGORITHM = "ES256";
    private static final int MAX_CHARACTERS = 8192;

    /** Reads the header and refuses everything but our own type and algorithm. */
    static AssertionHeader of(String assertion) throws AssertionException {
        int end = assertion.indexOf('.');
        if (end <= 0 || assertion.length() > MAX_CHARACTERS) {
            throw AssertionException.invalid("the identity assertion is not a JWT");
        }
        JsonObject header = decode(assertion.substring(0, end));
        if (!ALGORITHM.equals(header.getValue("alg"))) {
            throw AssertionException.invalid("the identity assertion is not signed with " + ALGORITHM);
        }
        if (!TYPE.equals(header.getValue("typ"))) {
            throw AssertionException.invalid("the token is not an identity assertion");
        }
        if (header.containsKey("crit") || !(header.getValue("kid") instanceof String keyId) || keyId.isEmpty()) {
            throw AssertionException.invalid("the identity assertion names no key that can be used");
        }
        return new AssertionHeader(keyId);
    }

    private static JsonObject decode(String encoded) throws AssertionException {
        try {
            return new JsonObject(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DecodeException e) {
            throw AssertionException.invalid("the identity assertion's header can't be read");
        }
    }
}
