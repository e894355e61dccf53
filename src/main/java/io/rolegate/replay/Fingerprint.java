package io.rolegate.replay;

/** 128 keyed bits that stand for a text: {@code place} says where to look for it, {@code tag} what to look for. */
record Fingerprint(long place, long tag) {}
