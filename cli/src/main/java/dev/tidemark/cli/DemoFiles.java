package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The bundled programs, made ready to run. */
final class DemoFiles {
    private DemoFiles() {}

    /**
     * Copies a folder of our resources. It stays there afterwards, so that a person can look,
     * change and run again.
     */
    static void unpack(String resource, Path folder) throws IOException {
        URI sources = sources(resource);
        if (!sources.getScheme().equals("jar")) {
            copy(Path.of(sources), folder);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(sources, Map.of())) {
            copy(jar.provider().getPath(sources), folder);
        }
    }

    private static URI sources(String resource) throws IOException {
        try {
            return Objects.requireNonNull(DemoFiles.class.getResource(resource)).toURI();
        } catch (URISyntaxException e) {
            throw new IOException("the demo cannot be found at " + e.getInput(), e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    Files.copy(in, to.resolve(file.getFileName().toString()));
                }
            }
        }
    }

    /** Just {@code java} if the first on the PATH is the JVM that we run on. */
    static String java() throws IOException {
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

    /**
     * Compiles the sources beside them: {@code java Main.java} would leave the compiler in the heap
     * that is examined.
     */
    static void compile(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException(
                    "the demo: expected a JDK in %s, found a runtime without a compiler. Set"
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
