package io.rolegate.policy;

import java.util.Set;

/** Guesses what an unknown name was meant to be. */
final class Suggestion {
    private static final int MAX_DISTANCE = 3;
    private static final int MAX_LENGTH = 64;

    private Suggestion() {}

    /** A message that names the nearest known name, if one is near, else all. */
    static String unknown(String what, String name, Set<String> known) {
        String nearest = "";
        int best = MAX_DISTANCE + 1;
        if (name.length() <= MAX_LENGTH) {
            for (String candidate : known) {
                int distance = distance(Ascii.fold(name), Ascii.fold(candidate));
                if (distance < best) {
                    best = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest.isEmpty()
                ? "unknown " + what + "; expected one of " + String.join(", ", known)
                : "unknown " + what + "; expected " + nearest + "?";
    }

    /** How many characters must be added, dropped or changed. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
