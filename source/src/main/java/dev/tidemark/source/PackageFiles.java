package dev.tidemark.source;

import dev.tidemark.source.read.DiskText;
import dev.tidemark.source.read.JsonCursor;
import dev.tidemark.source.read.SourceFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Versions of packages, from the {@code package.json} in the package's own folder. */
final class PackageFiles {
    private static final String MODULES = "/node_modules/";

    private final Map<Path, Optional<String>> versions = new HashMap<>();

    /** The version of the package that a file lies in; empty outside of packages. */
    Optional<String> version(String file) {
        return Addresses.file(file)
                .flatMap(path -> folder(path.toString()))
                .flatMap(folder -> versions.computeIfAbsent(folder, PackageFiles::read));
    }

    /** The package's folder: one name behind the last {@code node_modules}, or two with a scope. */
    private static Optional<Path> folder(String file) {
        int at = file.lastIndexOf(MODULES);
        if (at < 0) {
            return Optional.empty();
        }
        int name = at + MODULES.length();
        int end = file.indexOf('/', name);
        if (end >= 0 && file.charAt(name) == '@') {
            end = file.indexOf('/', end + 1);
        }
        return end < 0 ? Optional.empty() : Optional.of(Path.of(file.substring(0, end)));
    }

    private static Optional<String> read(Path folder) {
        Path file = folder.resolve("package.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return version(new JsonCursor(DiskText.of(file)));
        } catch (SourceFormatException e) {
            // A package that cannot say its version has none.
            return Optional.empty();
        }
    }

    private static Optional<String> version(JsonCursor json) throws SourceFormatException {
        json.open('{');
        for (boolean first = true; json.next('}', first); first = false) {
            if (json.key().equals("version") && json.peek() == '"') {
                return Optional.of(json.string());
            }
            json.skip();
        }
        return Optional.empty();
    }
}
