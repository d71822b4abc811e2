package dev.tidemark.model;

import org.jspecify.annotations.Nullable;

/** Tells whose a script is. */
final class ScriptOrigins {
    private static final String MODULES = "node_modules/";

    private ScriptOrigins() {}

    static CodeOrigin of(String script) {
        if (script.isEmpty()
                || script.startsWith("node:")
                || script.startsWith("internal/")
                || script.startsWith("evalmachine.")) {
            return new CodeOrigin.BuiltIn();
        }
        int at = script.lastIndexOf("/" + MODULES);
        if (at < 0 && !script.startsWith(MODULES)) {
            return new CodeOrigin.Own();
        }
        return library(script, at < 0 ? MODULES.length() : at + 1 + MODULES.length());
    }

    private static CodeOrigin library(String script, int start) {
        int end = script.indexOf('/', start);
        if (end >= 0 && script.charAt(start) == '@') {
            end = script.indexOf('/', end + 1);
        }
        if (end < 0) {
            // A single file in node_modules: a package without a folder.
            return new CodeOrigin.Library(script.substring(start), null, "");
        }
        String name = script.substring(start, end);
        return new CodeOrigin.Library(
                name, version(script.substring(0, start), name), script.substring(end + 1));
    }

    /**
     * The version, where a package manager writes it into the path: pnpm as {@code
     * .pnpm/mem@6.0.0/}, Yarn as {@code mem-npm-6.0.0-0f2b1c.zip/}.
     */
    private static @Nullable String version(String above, String name) {
        int pnpm = above.lastIndexOf("/.pnpm/" + name.replace('/', '+') + "@");
        if (pnpm >= 0) {
            String folder = folder(above, pnpm + "/.pnpm/".length());
            return upTo(folder.substring(folder.lastIndexOf('@', end(folder)) + 1), "_(");
        }
        String yarn = "/" + name.replace('/', '-') + "-npm-";
        int archive = above.lastIndexOf(yarn);
        if (archive < 0) {
            return null;
        }
        String rest = folder(above, archive + yarn.length()).replaceFirst("\\.zip$", "");
        int hash = rest.lastIndexOf('-');
        return hash < 0 ? null : rest.substring(0, hash);
    }

    private static int end(String folder) {
        int peers = folder.indexOf('(');
        int underscore = folder.indexOf('_', Math.max(0, folder.indexOf('@', 1)));
        int end = peers < 0 ? folder.length() : peers;
        return underscore < 0 ? end : Math.min(end, underscore);
    }

    private static String folder(String path, int start) {
        int end = path.indexOf('/', start);
        return end < 0 ? path.substring(start) : path.substring(start, end);
    }

    private static String upTo(String text, String stops) {
        int end = 0;
        while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
