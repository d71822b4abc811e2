package dev.tidemark.report;

import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the project that is checked. The tools of CI show a place in code only when it is a
 * path below the root of the repository; runtimes tell absolute paths, URLs, and names of classes.
 *
 * <p>The first name that is no path of a file costs a walk through the project's folders. Not safe
 * for use by several threads.
 */
public final class ProjectFiles {
    /** What is written by tools, not by people. */
    private static final Set<String> NOT_SOURCES =
            Set.of("node_modules", "target", "build", "dist", "out", "coverage");

    /** In a larger project names are only found by their full path. */
    private static final int MOST_FILES = 100_000;

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final Path root;
    private final Path here;
    private @Nullable Map<String, List<String>> byName;

    private ProjectFiles(Path root, Path here) {
        this.root = root;
        this.here = here;
    }

    /** The project that the folder is in: its root is where the repository begins. */
    public static ProjectFiles around(Path folder) {
        Path here = real(folder);
        for (Path above = here; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return new ProjectFiles(above, here);
            }
        }
        return new ProjectFiles(here, here);
    }

    Path root() {
        return root;
    }

    /**
     * The same place with the file as a path below the root, apart by {@code /}; empty if the file
     * is not there, or is a library's.
     */
    Optional<SourceLocation> inside(SourceLocation place) {
        return path(place.file())
                .map(file -> new SourceLocation(file, place.line(), place.column()));
    }

    private Optional<String> path(String file) {
        if (file.isBlank() || !(CodeOrigin.ofScript(file) instanceof CodeOrigin.Own)) {
            return Optional.empty();
        }
        try {
            return direct(file).or(() -> byEnd(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<String> direct(String file) {
        Path path = file.startsWith("file:") ? ofUri(file) : Path.of(file);
        return below(here.resolve(path)).or(() -> below(root.resolve(path)));
    }

    private static Path ofUri(String file) {
        try {
            return Path.of(URI.create(file));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Path.of(file);
        }
    }

    private Optional<String> below(Path path) {
        Path found = real(path);
        if (!found.startsWith(root) || !Files.isRegularFile(found)) {
            return Optional.empty();
        }
        String below = root.relativize(found).toString().replace('\\', '/');
        return CodeOrigin.ofScript(below) instanceof CodeOrigin.Own
                ? Optional.of(below)
                : Optional.empty();
    }

    /** The only file of the project that the name could mean: {@code com/acme/Cart.java}. */
    private Optional<String> byEnd(String file) {
        String end = URL.matcher(file).matches() ? pathOfUrl(file) : file;
        if (end.startsWith("/")) {
            return Optional.empty();
        }
        String wanted = Path.of(end).normalize().toString();
        String name = wanted.substring(wanted.lastIndexOf('/') + 1);
        List<String> found =
                byName().getOrDefault(name, List.of()).stream()
                        .filter(path -> path.equals(wanted) || path.endsWith("/" + wanted))
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** {@code src/app.js} of {@code webpack://shop/./src/app.js?1a2b}. */
    private static String pathOfUrl(String url) {
        return url.replaceFirst("^[^:]+:(?://[^/]*/)?", "").replaceFirst("[?#].*", "");
    }

    private Map<String, List<String>> byName() {
        Map<String, List<String>> known = byName;
        if (known == null) {
            known = walk();
            byName = known;
        }
        return known;
    }

    private Map<String, List<String>> walk() {
        Map<String, List<String>> files = new HashMap<>();
        try {
            Files.walkFileTree(root, new Walk(root, files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** Lists the project's own files by their names. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, List<String>> files;
        private int count;

        Walk(Path root, Map<String, List<String>> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean skipped =
                    name != null
                            && !folder.equals(root)
                            && (NOT_SOURCES.contains(name.toString())
                                    || name.toString().startsWith("."));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (++count > MOST_FILES) {
                files.clear();
                return FileVisitResult.TERMINATE;
            }
            String below = root.relativize(file).toString().replace('\\', '/');
            String name = below.substring(below.lastIndexOf('/') + 1);
            files.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(below);
            return FileVisitResult.CONTINUE;
        }

        /** What cannot be read is not what we look for. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
