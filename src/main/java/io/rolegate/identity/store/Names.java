package io.rolegate.identity.store;

/** How names are compared: A to Z folded, nothing else (design, section 5). */
final class Names {
    private Names() {}

    static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }
}
