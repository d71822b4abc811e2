package dev.tidemark.heap.analyse.v8;

import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.SourceResolver;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the files of a program are called in paths: relative to the folder that all of the program's
 * own files share, and by package for what lies in {@code node_modules}. So a path reads the same
 * wherever the program is installed.
 */
final class SourceNames {
    private static final String MODULES = "node_modules/";

    private final String home;
    private final SourceResolver sources;

    private SourceNames(String home, SourceResolver sources) {
        this.home = home;
        this.sources = sources;
    }

    /** Names for a program that consists of these scripts, and of what they were made from. */
    static SourceNames of(Collection<String> scripts, SourceResolver sources) {
        Stream<String> written = scripts.stream().flatMap(file -> sources.files(file).stream());
        List<String> own =
                Stream.concat(scripts.stream(), written)
                        .filter(SourceNames::isOwn)
                        .map(SourceNames::plain)
                        .filter(file -> file.startsWith("/") && !file.endsWith("/"))
                        .toList();
        return new SourceNames(own.isEmpty() ? "" : sharedFolder(own), sources);
    }

    private static String sharedFolder(List<String> files) {
        String shared = folder(files.getFirst());
        for (String file : files) {
            while (!file.startsWith(shared)) {
                shared = folder(shared.substring(0, shared.length() - 1));
            }
        }
        return shared;
    }

    private static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    private static String plain(String file) {
        return file.startsWith("file://") ? file.substring("file://".length()) : file;
    }

    /** Whether the runtime brought the file itself. */
    static boolean isRuntime(String file) {
        return file.startsWith("node:") || file.startsWith("internal/") || file.isEmpty();
    }

    /** Whether a package manager installed the file. */
    static boolean isPackage(String file) {
        return CodeOrigin.ofScript(file) instanceof CodeOrigin.Library;
    }

    /** Whether the file is a part of the program itself. */
    static boolean isOwn(String file) {
        return CodeOrigin.ofScript(file) instanceof CodeOrigin.Own;
    }

    /**
     * The owner that a script's variables belong to: {@code module src/cache.ts}, if that is the
     * only file that it was made from.
     */
    String ownerOfScript(String script) {
        List<String> files = sources.files(script);
        return owner(files.size() == 1 ? files.getFirst() : script);
    }

    /** The owner that the file's variables belong to. */
    String owner(String file) {
        return isRuntime(file)
                ? "node " + file.replaceFirst("^node:", "")
                : switch (origin(file)) {
                    case CodeOrigin.Own _, CodeOrigin.BuiltIn _ -> "module " + shorten(file);
                    case CodeOrigin.Library library -> library.toString();
                };
    }

    /** Whose code is in a file, with the version of a package if it is known. */
    CodeOrigin origin(String file) {
        return switch (CodeOrigin.ofScript(file)) {
            case CodeOrigin.Own own -> own;
            case CodeOrigin.BuiltIn builtIn -> builtIn;
            case CodeOrigin.Library library -> withVersion(library, file);
        };
    }

    /** Package managers may keep the version in the path; else the package's own folder tells. */
    private CodeOrigin.Library withVersion(CodeOrigin.Library library, String file) {
        return library.version() == null
                ? new CodeOrigin.Library(
                        library.name(), sources.packageVersion(file).orElse(null), library.file())
                : library;
    }

    /** The file as it stands behind a function's name. */
    String shorten(String file) {
        String plain = plain(file);
        if (isPackage(plain)) {
            return plain.substring(plain.lastIndexOf(MODULES) + MODULES.length());
        }
        return !home.isEmpty() && plain.startsWith(home) ? plain.substring(home.length()) : plain;
    }
}
