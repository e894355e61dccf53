package io.rolegate.backend.fault;

/** A path in which a segment {@code *} stands for any one segment and {@code **}, at its end, for any rest. */
record PathPattern(String text) {
    static final PathPattern ANY = new PathPattern("/**");

    boolean matches(String path) {
        String[] wanted = text.split("/", -1);
        String[] actual = path.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("**") && i == wanted.length - 1) {
                return true;
            }
            if (i >= actual.length || !(wanted[i].equals("*") || wanted[i].equals(actual[i]))) {
                return false;
            }
        }
        return wanted.length == actual.length;
    }
}
