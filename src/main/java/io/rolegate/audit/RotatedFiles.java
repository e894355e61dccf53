package io.rolegate.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The names of an audit log's files: the one that is written, and beside it the earlier ones, with {@code .1} the newest of them. */
public final class RotatedFiles {

    private RotatedFiles() {}

    /** The file that was written before the current one where {@code number} is 1, before that where it is 2, and so on. */
    static Path earlier(Path current, int number) {
        return current.resolveSibling(current.getFileName() + "." + number);
    }

    /** The files that there are, the newest first, up to the first gap in their numbers. */
    public static List<Path> newestFirst(Path current) {
        List<Path> files = new ArrayList<>();
        if (Files.exists(current)) {
            files.add(current);
        }
        for (int number = 1; Files.exists(earlier(current, number)); number++) {
            files.add(earlier(current, number));
        }
        return files;
    }
}
