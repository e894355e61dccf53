package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.doctor.Cause.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what was signed: undoes one thing that may have happened, then two, until the signature fits. */
final class SignatureSearch {
    private static final int MAX_PORT = 65_535;

    private final Recording recording;
    private final Claim claim;
    private final Known known;
    private final Known.Key secret;

    SignatureSearch(Recording recording, Claim claim, Known known, Known.Key secret) {
        this.recording = recording;
        this.claim = claim;
        this.known = known;
        this.secret = secret;
    }

    void explain(Findings findings) {
        Attempt recorded = Attempt.asRecorded(recording, claim, secret);
        List<Attempt> once = new ArrayList<>(guesses(recorded));
        Attempt found = first(once);
        for (int index = 0; found == null && index < once.size(); index++) {
            found = first(guesses(once.get(index)));
        }
        if (found == null) {
            found = otherPort(recorded);
        }
        if (found != null) {
            found.causes().forEach(findings::cause);
        } else if (!findings.hasProvenCause()) {
            findings.cause(Cause.possible(
                    Kind.WRONG_SECRET,
                    "The signature fits nothing that was tried. Most likely it was made with another secret;"
                            + " or more was changed on the way than two things."));
            String host = recording.header("host");
            if (host != null && claim.signedHeaders().contains("host")) {
                findings.cause(Cause.possible(
                        Kind.HOST_REWRITTEN,
                        "Host is signed; it is " + host + ". If the client called another host, a proxy changed it."));
            }
        }
    }

    /** The port that the client called, where a proxy passed on the host's name without it or with its own. */
    private @Nullable Attempt otherPort(Attempt attempt) {
        String host = attempt.recording().header("host");
        if (host == null || !claim.signedHeaders().contains("host")) {
            return null;
        }
        String name = RequestGuesses.withoutPort(host);
        for (int port = 1; port <= MAX_PORT; port++) {
            Attempt guess = RequestGuesses.withHost(attempt, name + ':' + port, host);
            if (guess.fits(claim)) {
                return guess;
            }
        }
        return null;
    }

    private @Nullable Attempt first(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            if (attempt.fits(claim)) {
                return attempt;
            }
        }
        return null;
    }

    private List<Attempt> guesses(Attempt attempt) {
        List<Attempt> guesses = new ArrayList<>();
        addPathOfRpc(guesses, attempt);
        addToken(guesses, attempt);
        guesses.addAll(RequestGuesses.from(attempt, claim));
        guesses.addAll(SpellingGuesses.from(attempt));
        return guesses;
    }

    /** The path is no part of what RPC 1.0 signs, and must be the root. */
    private static void addPathOfRpc(List<Attempt> guesses, Attempt attempt) {
        String path = attempt.recording().path();
        if (attempt.text() == Dialect.RPC && !path.equals("/")) {
            guesses.add(attempt.with(
                    Cause.of(Kind.PATH_REWRITTEN, "RPC operations are called at /, the gateway got " + path + "."),
                    attempt.recording().withPath("/")));
        }
    }

    /** The request with the token that was issued: where that fits, the token was exchanged after signing. */
    private void addToken(List<Attempt> guesses, Attempt attempt) {
        String token = known.token();
        String header =
                claim.dialect() == Dialect.ACS3 || claim.dialect() == Dialect.ROA ? "x-acs-security-token" : null;
        if (token == null || token.isEmpty() || header == null) {
            return;
        }
        if (!token.equals(attempt.recording().header(header))) {
            guesses.add(attempt.with(
                    Cause.of(
                            Kind.TOKEN_OF_ANOTHER_KEY,
                            "The request was signed with the token that was issued, but has another."),
                    attempt.recording().withHeader(header, token)));
        }
    }
}
