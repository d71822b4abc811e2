package dev.tidemark.monitor.evidence;

import java.io.IOException;
import java.nio.file.Path;

/** Where files are brought to, away from this machine. */
interface Archive {
    /**
     * Brings a file there.
     *
     * @param name of the object
     * @return where it is, for people
     */
    String put(String name, Path file) throws IOException, InterruptedException;
}
