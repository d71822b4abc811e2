package dev.tidemark.junit;

import java.io.IOException;
import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Where the program is that does the work. */
final class Tool {
    private Tool() {}

    /** The system property, else the environment variable, else what the PATH has. */
    static String name() {
        return setting("tidemark", "TIDEMARK", "tidemark");
    }

    /** More options for it, such as {@code --baseline FILE} or {@code --write-baseline}. */
    static List<String> options() {
        String set = setting("tidemark.options", "TIDEMARK_OPTIONS", "").strip();
        return set.isEmpty() ? List.of() : List.of(set.split("\\s+"));
    }

    /** What ends the test when the program does not start: a failure, or less if that is set. */
    static RuntimeException missing(String tidemark, IOException cause) {
        String line =
                "%s: expected the program that looks for leaks, found none that starts. Set the system"
                        + " property tidemark, or TIDEMARK, to Tidemark's launcher.";
        if (setting("tidemark.missing", "TIDEMARK_MISSING", "fail").equals("skip")) {
            return new TestAbortedException(line.formatted(tidemark), cause);
        }
        throw new AssertionFailedError(line.formatted(tidemark), cause);
    }

    private static String setting(String property, String variable, String otherwise) {
        String set = System.getProperty(property, System.getenv(variable));
        return set == null ? otherwise : set;
    }
}
