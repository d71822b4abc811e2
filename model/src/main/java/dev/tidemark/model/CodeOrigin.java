package dev.tidemark.model;

import org.jspecify.annotations.Nullable;

/** Whose code something is: people change their own first, and report what a library does. */
public sealed interface CodeOrigin {
    /** The program's own code. */
    record Own() implements CodeOrigin {}

    /**
     * Code that a package manager or build tool brought.
     *
     * @param name of the package or jar; of a Java package where no more is known
     * @param version null when it is not known from the name
     * @param file inside of the package; empty for the package as a whole
     */
    record Library(String name, @Nullable String version, String file) implements CodeOrigin {
        /** {@code package mem 6.0.0, index.js}. */
        @Override
        public String toString() {
            return "package "
                    + name
                    + (version == null ? "" : " " + version)
                    + (file.isEmpty() ? "" : ", " + file);
        }
    }

    /** What the runtime brought itself, or made of text while it ran. */
    record BuiltIn() implements CodeOrigin {}

    /**
     * The origin of a script, by its path or URL: packages lie in {@code node_modules}, also in
     * those of pnpm and in the archives of Yarn.
     */
    static CodeOrigin ofScript(String script) {
        return ScriptOrigins.of(script);
    }

    /**
     * The origin of a class of a JVM.
     *
     * @param className with its package
     * @param codeSource where it was loaded from, a URL or path of a jar or folder; null when the
     *     dump does not tell
     * @param mainClass of the application; empty when it is not known
     */
    static CodeOrigin ofClass(String className, @Nullable String codeSource, String mainClass) {
        return ClassOrigins.of(className, codeSource, mainClass);
    }
}
