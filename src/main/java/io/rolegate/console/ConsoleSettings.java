package io.rolegate.console;

import io.rolegate.wire.ListenerSettings;
import java.time.Duration;

/**
 * How the console is run.
 *
 * @param idleLimit after which a browser that asks for nothing is logged off
 * @param maxBrowsers that may be logged on at once; the one that was longest idle makes room for another
 */
public record ConsoleSettings(ListenerSettings listener, Duration idleLimit, int maxBrowsers) {}
