package io.rolegate.cli;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process needs to run the program as the tests see it, whoever launched them. */
public final class ProgramClassPath {
    private ProgramClassPath() {}

    /** The value of {@code -cp}. */
    public static String text() {
        return Main.class.getClassLoader() instanceof URLClassLoader launcher
                ? Stream.of(launcher.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
