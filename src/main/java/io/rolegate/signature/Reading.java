package io.rolegate.signature;

/** What reading a request gives: the one view that every later check uses, or why it has none. */
public sealed interface Reading permits CallView, Rejection {}
