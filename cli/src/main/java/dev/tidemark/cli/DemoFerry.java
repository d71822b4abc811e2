package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The bookings of a ferry line on the JVM that runs Tidemark. */
final class DemoFerry implements DemoProgram {
    @Override
    public String resource() {
        return "demo/ferry";
    }

    @Override
    public String load() {
        return "/sailing/{n}";
    }

    /**
     * Compiles the sources beside them: {@code java Main.java} would leave the compiler in the heap
     * that is examined.
     */
    @Override
    public List<String> command(Path folder) throws IOException {
        compile(folder);
        return List.of(java(), "-cp", folder.toString(), "ferry.Main");
    }

    /** Just {@code java} if the first on the PATH is the JVM that we run on. */
    private static String java() throws IOException {
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        String folders = System.getenv().getOrDefault("PATH", "");
        for (String folder : folders.split(File.pathSeparator, -1)) {
            Path java = Path.of(folder, "java");
            if (Files.isExecutable(java)) {
                return Files.isSameFile(java, own) ? "java" : own.toString();
            }
        }
        return own.toString();
    }

    private static void compile(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException(
                    "demo --jvm: expected a JDK in %s, found a runtime without a compiler. Set"
                                    .formatted(System.getProperty("java.home"))
                            + " JAVA_HOME to a JDK.");
        }
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-g", "-d", folder.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            var units = files.getJavaFileObjectsFromPaths(sources(folder));
            if (!compiler.getTask(complaints, files, null, options, null, units).call()) {
                throw new IOException("the demo does not compile: " + complaints);
            }
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
