package io.rolegate.policy;

/** An Allow statement that is about the requested action and yet does not apply. */
public record NearMiss(StatementRef statement, Obstacle obstacle) {}
