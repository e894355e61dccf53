package io.rolegate.signature;

/** The SignedHeaders of an ACS3 request: the list as declared, and where each name stands among the headers. */
final class SignedHeaders {

    static final SignedHeaders NONE = new SignedHeaders("", new int[0]);

    private final String declared;
    private final int[] indexes;

    SignedHeaders(String declared, int[] indexes) {
        this.declared = declared;
        this.indexes = indexes;
    }

    String declared() {
        return declared;
    }

    /** Not to be changed. */
    int[] indexes() {
        return indexes;
    }
}
