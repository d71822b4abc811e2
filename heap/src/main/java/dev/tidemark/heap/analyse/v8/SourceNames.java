package dev.tidemark.heap.analyse.v8;

import java.util.Collection;
import java.util.List;

/**
 * How the files of a program are called in paths: relative to the folder that all of the program's
 * own files share, and by package for what lies in {@code node_modules}. So a path reads the same
 * wherever the program is installed.
 */
final class SourceNames {
    private static final String MODULES = "/node_modules/";

    private final String home;

    private SourceNames(String home) {
        this.home = home;
    }

    /** Names for a program that consists of these files. */
    static SourceNames of(Collection<String> files) {
        List<String> own =
                files.stream()
                        .filter(SourceNames::isOwn)
                        .map(SourceNames::plain)
                        .filter(file -> file.startsWith("/"))
                        .toList();
        return new SourceNames(own.isEmpty() ? "" : sharedFolder(own));
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
        return file.contains(MODULES);
    }

    /** Whether the file is a part of the program itself. */
    static boolean isOwn(String file) {
        return !isRuntime(file) && !isPackage(file) && !file.startsWith("evalmachine.");
    }

    /** The owner that the file's variables belong to: {@code module src/cache.js}. */
    String owner(String file) {
        if (isRuntime(file)) {
            return "node " + file.replaceFirst("^node:", "");
        }
        return isPackage(file) ? "package " + packageFile(file) : "module " + shorten(file);
    }

    /** The file as it stands behind a function's name. */
    String shorten(String file) {
        String plain = plain(file);
        if (isPackage(plain)) {
            return plain.substring(plain.lastIndexOf(MODULES) + MODULES.length());
        }
        return !home.isEmpty() && plain.startsWith(home) ? plain.substring(home.length()) : plain;
    }

    private static String packageFile(String file) {
        String inside = file.substring(file.lastIndexOf(MODULES) + MODULES.length());
        int end = inside.indexOf('/', inside.startsWith("@") ? inside.indexOf('/') + 1 : 0);
        if (end < 0) {
            return inside;
        }
        return inside.substring(0, end)
                + version(file, inside.substring(0, end))
                + ", "
                + inside.substring(end + 1);
    }

    /** pnpm keeps the version in the path; elsewhere it is not known from the name. */
    private static String version(String file, String packageName) {
        String store = "/.pnpm/" + packageName.replace('/', '+') + "@";
        int at = file.lastIndexOf(store);
        if (at < 0) {
            return "";
        }
        String rest = file.substring(at + store.length());
        return " " + rest.substring(0, indexOfEnd(rest));
    }

    private static int indexOfEnd(String version) {
        int end = 0;
        while (end < version.length() && "/_(".indexOf(version.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
