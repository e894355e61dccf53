package io.rolegate.audit;

import java.io.IOException;
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

    /**
     * Renames the current file to the one that ends in {@code .1}, that one to {@code .2}, and so on up to the first gap.
     * What broke off half-way is finished by the next call.
     *
     * @param keep how many there may be afterwards; 0 for any number
     */
    static void shift(Path current, int keep) throws IOException {
        int gap = 1;
        while (Files.exists(earlier(current, gap))) {
            gap++;
        }
        for (int number = gap; number > 1; number--) {
            Files.move(earlier(current, number - 1), earlier(current, number));
        }
        Files.move(current, earlier(current, 1));
        for (int number = gap; keep > 0 && number > keep; number--) {
            Files.delete(earlier(current, number));
        }
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
