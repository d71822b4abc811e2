package dev.tidemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A first hunt, in a web shop that comes with Tidemark. */
@Command(
        name = "demo",
        header = "Hunts the leaks of a bundled web shop.",
        description = {
            "Takes about half a minute and needs Node.js on the PATH. Prints the hunt command line that",
            "it stands for."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String SHOP = "demo/shop";

    @Spec private CommandSpec spec;

    @Mixin private final Output output = new Output();

    @Option(names = "--report", paramLabel = "FILE", description = "The HTML report.")
    private @Nullable Path report;

    @Option(names = "--no-report", description = "Write no HTML report.")
    private boolean noReport;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("tidemark-demo-");
        unpack(folder);
        List<String> hunt = hunt(folder.resolve("server.js"));
        if (!output.isJson()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            "$ tidemark "
                                    + String.join(" ", hunt.stream().map(Names::quoted).toList())
                                    + "\n");
        }
        CommandLine tidemark = spec.parent().commandLine();
        return tidemark.execute(hunt.toArray(String[]::new));
    }

    private List<String> hunt(Path server) {
        List<String> words = new ArrayList<>(List.of("hunt"));
        if (output.isJson()) {
            words.add("--json");
        }
        if (report != null) {
            words.addAll(List.of("--report", report.toString()));
        }
        if (noReport) {
            words.add("--no-report");
        }
        words.addAll(List.of("--load", "/product/{n}", "--", "node", server.toString()));
        return words;
    }

    /**
     * The shop stays there afterwards, so that the printed command can be run again and changed.
     */
    private static void unpack(Path folder) throws IOException {
        URI shop = shop();
        if (!shop.getScheme().equals("jar")) {
            copy(Path.of(shop), folder);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(shop, Map.of())) {
            copy(jar.provider().getPath(shop), folder);
        }
    }

    private static URI shop() throws IOException {
        try {
            return Objects.requireNonNull(DemoCommand.class.getResource(SHOP)).toURI();
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
}
