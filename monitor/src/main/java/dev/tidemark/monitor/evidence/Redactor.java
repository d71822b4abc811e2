package dev.tidemark.monitor.evidence;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a snapshot again without what the program held. */
public interface Redactor {
    /**
     * Writes a redacted snapshot, for its owner alone.
     *
     * @throws IOException if it cannot be read or written; nothing is left behind
     */
    void write(Path from, Path to) throws IOException;
}
