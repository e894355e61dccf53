package io.rolegate.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that opens the identity store. */
abstract class StoreCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Does the task with the store open; gives the exit code. */
    final int use(StoreOptions.Task task) {
        return store.use(err(), task);
    }

    final boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
