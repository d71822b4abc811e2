package dev.tidemark.capture.jvm;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command line of {@code java} runs, for JVMs that do not say so themselves. */
final class JvmCommandLine {
    /** Their value is the next word; with {@code =} it is in the same one. */
    private static final Set<String> WITH_VALUE =
            Set.of(
                    "-cp",
                    "-classpath",
                    "--class-path",
                    "-p",
                    "--module-path",
                    "--upgrade-module-path",
                    "--add-modules",
                    "--enable-native-access",
                    "--add-reads",
                    "--add-exports",
                    "--add-opens",
                    "--limit-modules",
                    "--patch-module",
                    "--source");

    /** What runs is the next word. */
    private static final Set<String> BEFORE_PROGRAM = Set.of("-jar", "-m", "--module");

    private JvmCommandLine() {}

    /**
     * The main class, module or jar, and what it was given.
     *
     * @param words the command line, the program {@code java} first
     * @return empty when a file of arguments has it
     */
    static Optional<String> program(List<String> words) {
        int i = 1;
        while (i < words.size() && words.get(i).startsWith("-")) {
            if (BEFORE_PROGRAM.contains(words.get(i))) {
                return from(words, i + 1);
            }
            i += WITH_VALUE.contains(words.get(i)) ? 2 : 1;
        }
        return from(words, i).filter(program -> !program.startsWith("@"));
    }

    private static Optional<String> from(List<String> words, int first) {
        return first < words.size()
                ? Optional.of(String.join(" ", words.subList(first, words.size())))
                : Optional.empty();
    }
}
