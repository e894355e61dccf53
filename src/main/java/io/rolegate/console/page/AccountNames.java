package io.rolegate.console.page;

import io.vertx.core.Future;
import java.util.Optional;

/** Finds the id of an account that somebody names by alias, default domain or id. */
@FunctionalInterface
public interface AccountNames {
    /** Empty where there is no such account; which is not to be told to anybody. */
    Future<Optional<String>> find(String name);
}
