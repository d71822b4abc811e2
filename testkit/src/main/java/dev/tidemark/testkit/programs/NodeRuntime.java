package dev.tidemark.testkit.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An installed Node.js.
 *
 * <p>Looked for on the PATH, and in {@code $TIDEMARK_NODES} or else {@code
 * ~/.cache/tidemark/nodes}, where {@code node-24/bin/node} is found under any such name.
 *
 * @param executable the program
 * @param version as it says itself, such as {@code 24.9.0}
 */
public record NodeRuntime(Path executable, String version) {
    private static final String FOLDERS = "TIDEMARK_NODES";
    private static final int VERSION_SECONDS = 20;

    /** All that are installed: the one on the PATH first, then by version. */
    public static List<NodeRuntime> all() {
        return Found.ALL;
    }

    /** The one on the PATH, or else the oldest; empty if there is none. */
    public static Optional<NodeRuntime> any() {
        return all().stream().findFirst();
    }

    /** The first and the last of them, for tests that need not try those between. */
    public static List<NodeRuntime> oldestAndNewest() {
        List<NodeRuntime> byAge =
                all().stream().sorted(Comparator.comparingInt(NodeRuntime::major)).toList();
        return byAge.size() < 2 ? byAge : List.of(byAge.getFirst(), byAge.getLast());
    }

    /** The installed Node of that major version. */
    public static Optional<NodeRuntime> of(int major) {
        return all().stream().filter(runtime -> runtime.major() == major).findFirst();
    }

    public int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /**
     * Starts a program and waits until it listens.
     *
     * @param main the file to run
     * @param flags for Node, such as {@code --inspect=127.0.0.1:0}
     * @param environment added to this process's own; {@code PORT} is 0 unless it says otherwise
     */
    public NodeProcess start(Path main, List<String> flags, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(flags);
        command.add(main.toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("NODE_OPTIONS");
        builder.environment().putAll(Map.of("PORT", "0", "EXIT_WITH_STDIN", "1"));
        builder.environment().putAll(environment);
        try {
            return NodeProcess.listening(builder.start(), main);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public NodeProcess start(Path main) {
        return start(main, List.of(), Map.of());
    }

    @Override
    public String toString() {
        return "Node " + version;
    }

    /** Asks every Node for its version, once. */
    private static final class Found {
        static final List<NodeRuntime> ALL = find();

        private static List<NodeRuntime> find() {
            Stream<NodeRuntime> onPath =
                    pathFolders().map(f -> f.resolve("node")).limit(1).flatMap(Found::ask);
            Stream<NodeRuntime> cached =
                    cachedFolders()
                            .map(folder -> folder.resolve("bin").resolve("node"))
                            .flatMap(Found::ask)
                            .sorted(Comparator.comparingInt(NodeRuntime::major));
            return Stream.concat(onPath, cached).distinct().toList();
        }

        private static Stream<Path> pathFolders() {
            String path = System.getenv().getOrDefault("PATH", "");
            return Stream.of(path.split(File.pathSeparator))
                    .map(Path::of)
                    .filter(folder -> Files.isExecutable(folder.resolve("node")));
        }

        private static Stream<Path> cachedFolders() {
            String folder = System.getenv(FOLDERS);
            Path parent =
                    folder == null
                            ? Path.of(System.getProperty("user.home"), ".cache/tidemark/nodes")
                            : Path.of(folder);
            if (!Files.isDirectory(parent)) {
                return Stream.empty();
            }
            try (Stream<Path> children = Files.list(parent)) {
                return children.toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Stream<NodeRuntime> ask(Path node) {
            if (!Files.isExecutable(node)) {
                return Stream.empty();
            }
            try {
                Process process = new ProcessBuilder(node.toString(), "--version").start();
                if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Stream.empty();
                }
                String version = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
                return version.startsWith("v")
                        ? Stream.of(new NodeRuntime(node, version.substring(1)))
                        : Stream.empty();
            } catch (IOException e) {
                // A file called node that does not run is not a Node.
                return Stream.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Stream.empty();
            }
        }
    }
}
