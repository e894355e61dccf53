package io.rolegate.policy;

/**
 * How everything begins that a pattern matches; the key by which {@link PrefixIndex} finds the pattern.
 *
 * @param text the literal beginning
 * @param whole whether nothing may follow it
 */
record Beginning(String text, boolean whole) {
    /** Of a pattern that may match anything. */
    static final Beginning ANY = new Beginning("", false);
}
