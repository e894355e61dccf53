package io.rolegate.console;

import io.rolegate.api.Operators;
import io.rolegate.client.SignedClient;
import io.rolegate.console.page.AccountNames;
import io.rolegate.sts.logon.Logons;
import io.rolegate.wire.Endpoint;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the console is made with.
 *
 * @param drainLimit how long what is under way may take to finish
 * @param gateway the API listener
 * @param region in the ARNs of resources
 */
public record ConsoleParts(
        ConsoleSettings settings,
        Endpoint endpoint,
        Duration drainLimit,
        SignedClient gateway,
        String region,
        Logons logons,
        Operators operators,
        AccountNames accounts,
        InstantSource clock) {}
