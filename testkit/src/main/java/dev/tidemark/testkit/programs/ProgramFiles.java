package dev.tidemark.testkit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sources of sample programs, which lie on the class path: in folders or in a jar. */
final class ProgramFiles {
    private ProgramFiles() {}

    /**
     * Copies a tree of files.
     *
     * @param root its folder on the class path, such as {@code node}
     */
    static void unpack(String root, Path folder) {
        URL tree = ProgramFiles.class.getResource("/" + root);
        if (tree == null) {
            throw new IllegalStateException(root + " is not on the class path");
        }
        try {
            if (tree.openConnection() instanceof JarURLConnection jar) {
                unpackJar(Path.of(jar.getJarFileURL().toURI()), root, folder);
            } else {
                copyTree(Path.of(tree.toURI()), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("%s is no file".formatted(tree), e);
        }
    }

    private static void unpackJar(Path jar, String root, Path folder) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            copyTree(zip.getPath("/" + root), folder);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                // As text, because the two paths may belong to different file systems.
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }
}
