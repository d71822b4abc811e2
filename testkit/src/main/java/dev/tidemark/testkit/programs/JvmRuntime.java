package dev.tidemark.testkit.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An installed JVM, 11 or newer.
 *
 * <p>Looked for in {@code $TIDEMARK_JDKS}, and where systems and version managers put them; their
 * {@code release} files say what they are.
 *
 * @param home the folder that holds {@code bin/java}
 * @param version as its {@code release} file says, such as {@code 17.0.9}
 */
public record JvmRuntime(Path home, String version) {
    private static final String FOLDERS = "TIDEMARK_JDKS";
    private static final int OLDEST = 11;

    /** All that are installed, one of each major version: the one that runs us first. */
    public static List<JvmRuntime> all() {
        return Found.ALL;
    }

    /** The one that runs us. */
    public static JvmRuntime current() {
        return new JvmRuntime(
                Path.of(System.getProperty("java.home")), Runtime.version().toString());
    }

    /** The installed JVM of that major version. */
    public static Optional<JvmRuntime> of(int major) {
        return all().stream().filter(runtime -> runtime.major() == major).findFirst();
    }

    public int major() {
        return Integer.parseInt(version.split("\\D", 2)[0]);
    }

    public Path executable() {
        return home.resolve("bin").resolve("java");
    }

    /**
     * Compiles one source file into a folder beside it, so that no compiler stands in the heap of
     * the program, with debugging information and for this version.
     *
     * @return the folder to put on the class path
     */
    public Path compile(Path source) {
        Path classes = source.resolveSibling("classes-" + major());
        compile(List.of(source), classes, major());
        return classes;
    }

    /** Compiles source files for a version into a folder, which is made if need be. */
    static void compile(List<Path> sources, Path classes, int release) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options =
                List.of(
                        "-g",
                        "-nowarn",
                        "-Xlint:-options",
                        "--release",
                        Integer.toString(release),
                        "-d",
                        classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            Files.createDirectories(classes);
            var units = files.getJavaFileObjectsFromPaths(sources);
            if (!compiler.getTask(complaints, files, null, options, null, units).call()) {
                throw new IllegalStateException(
                        "%s do not compile for Java %d:%n%s"
                                .formatted(sources, release, complaints));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles and starts a program, and waits until it says {@code ready}.
     *
     * @param source a file with all of the program; its main class has the file's name and no
     *     package
     * @param flags for the JVM, such as {@code -XX:+UseSerialGC}
     * @param arguments for the program
     */
    public JvmProcess start(Path source, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(command(source, flags));
        command.addAll(List.of(arguments));
        return start(command, Map.of(), source);
    }

    /**
     * Starts a program that is compiled already, and waits until it says {@code ready}.
     *
     * @param words flags, the main class and its arguments
     * @param environment added to this process's own
     */
    public JvmProcess start(List<String> words, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(executable().toString()));
        command.addAll(words);
        return start(command, environment, executable());
    }

    private static JvmProcess start(
            List<String> command, Map<String, String> environment, Path what) {
        ProcessBuilder builder = new ProcessBuilder(command);
        // Flags meant for us, and the line on standard error that tells of them.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        try {
            return JvmProcess.ready(builder.start(), what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line that {@link #start} uses, without arguments for the program. */
    public List<String> command(Path source, List<String> flags) {
        String file = source.getFileName().toString();
        List<String> command = new ArrayList<>(List.of(executable().toString()));
        command.addAll(flags);
        command.addAll(
                List.of(
                        "-cp",
                        compile(source).toString(),
                        file.substring(0, file.lastIndexOf('.'))));
        return command;
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }

    /** Looks for them once. */
    private static final class Found {
        static final List<JvmRuntime> ALL = find();

        private static List<JvmRuntime> find() {
            JvmRuntime current = current();
            List<JvmRuntime> found = new ArrayList<>(List.of(current));
            folders()
                    .flatMap(Found::read)
                    .filter(runtime ->
                            runtime.major() >= OLDEST && runtime.major() <= current.major())
                    .sorted(Comparator.comparingInt(JvmRuntime::major))
                    .filter(runtime ->
                            found.stream().noneMatch(other -> other.major() == runtime.major()))
                    .forEach(found::add);
            return List.copyOf(found);
        }

        private static Stream<Path> folders() {
            Path user = Path.of(System.getProperty("user.home"));
            String own = System.getenv(FOLDERS);
            return Stream.concat(
                            own == null ? Stream.empty() : Stream.of(Path.of(own)),
                            Stream.of(
                                    Path.of("/usr/lib/jvm"),
                                    user.resolve(".sdkman/candidates/java"),
                                    user.resolve(".jdks"),
                                    Path.of("/opt")))
                    .flatMap(Found::children);
        }

        private static Stream<Path> children(Path folder) {
            if (!Files.isDirectory(folder)) {
                return Stream.empty();
            }
            try (Stream<Path> children = Files.list(folder)) {
                return children.sorted().toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Stream<JvmRuntime> read(Path home) {
            Path release = home.resolve("release");
            if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
                return Stream.empty();
            }
            try {
                return Files.readAllLines(release).stream()
                        .filter(line -> line.startsWith("JAVA_VERSION="))
                        .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                        .map(version -> new JvmRuntime(home, version));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
