package io.rolegate.signature.doctor;

/** Says where a recording is no HTTP request. */
public final class MalformedRecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param line counted from 1 */
    MalformedRecordingException(int line, String why) {
        super("line " + line + ": " + why, null, false, false);
    }
}
