package dev.tidemark.heap.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Which build of Tidemark this is. What one build kept no other one uses, so that whoever changes
 * how a heap is read, or who owns what, need not remember that there are indexes.
 */
final class Build {
    private Build() {}

    /**
     * A checksum of the code that reads and analyses heaps; empty if it cannot be told. Cost: reads
     * its jar, half a megabyte.
     */
    static Optional<Long> checksum() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path code = Path.of(source.getLocation().toURI());
            return Optional.of(Files.isDirectory(code) ? ofFolder(code) : ofFile(code));
        } catch (IOException | UncheckedIOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static long ofFile(Path jar) throws IOException {
        CRC32C sum = new CRC32C();
        sum.update(Files.readAllBytes(jar));
        return sum.getValue();
    }

    /** Classes that a compiler has just written, under test or in an editor. */
    private static long ofFolder(Path folder) throws IOException {
        CRC32C sum = new CRC32C();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                String state = file + " " + Files.getLastModifiedTime(file);
                sum.update(state.getBytes(StandardCharsets.UTF_8));
            }
        }
        return sum.getValue();
    }
}
