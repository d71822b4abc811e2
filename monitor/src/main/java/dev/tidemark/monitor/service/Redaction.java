package dev.tidemark.monitor.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** temporary */
final class Redaction {
    private Redaction() {}

    static void write(Path from, Path to) throws IOException {
        Files.copy(from, to);
    }
}
