package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a process is called whose name nobody has told: by its command line, as a person would. */
final class CommandNames {
    private static final int LONGEST = 120;

    /** Files that many programs begin in; the folder around them says more. */
    private static final Set<String> USUAL =
            Set.of("index", "server", "main", "app", "start", "cli", "bin", "dist", "src", "build");

    /** Programs that run a file of another name; a runtime's title says that by itself. */
    private static final Pattern INTERPRETER =
            Pattern.compile(
                    "(?:.*/)?(?:node|nodejs|bun|deno|[a-z]{0,2}sh|python[0-9.]*|ruby|perl|php)");

    private CommandNames() {}

    /** The service that a process is of. */
    static String service(ProcessRef process) {
        List<String> words =
                List.of(process.title().strip().split("\\s+")).stream()
                        .filter(word -> !word.startsWith("-"))
                        .toList();
        if (words.isEmpty()) {
            return process.target();
        }
        boolean interpreted = words.size() > 1 && INTERPRETER.matcher(words.getFirst()).matches();
        String word = words.get(interpreted ? 1 : 0);
        // The title of a JVM begins with its main class or its jar.
        return process.runtime() == RuntimeKind.JVM ? ofJvm(word) : ofFile(word);
    }

    private static String ofJvm(String mainOrJar) {
        String name =
                mainOrJar.endsWith(".jar")
                        ? mainOrJar.substring(0, mainOrJar.length() - ".jar".length())
                        : mainOrJar.substring(mainOrJar.lastIndexOf('.') + 1);
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String ofFile(String path) {
        String[] parts = path.split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            String name = parts[i].replaceFirst("\\.(?:[cm]?[jt]s|sh|py|rb|pl|php)$", "");
            if (!name.isEmpty() && !name.startsWith(".") && !USUAL.contains(name)) {
                return name;
            }
        }
        return parts.length == 0 ? path : parts[parts.length - 1];
    }

    /** The command line, which stays the same when the process is started again. */
    static String instance(ProcessRef process) {
        String title = process.title().isBlank() ? process.target() : process.title().strip();
        return title.length() <= LONGEST ? title : title.substring(0, LONGEST);
    }
}
