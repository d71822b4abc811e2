package dev.tidemark.capture;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The Node.js versions that tests run against: the one on PATH, and those that were put aside. */
public final class NodeBinaries {
    private NodeBinaries() {}

    /**
     * The one on PATH first; then node-22, node-24, node-26 as far as they are there. Skips the
     * test when there is none.
     */
    public static List<Path> all() {
        List<Path> found = new ArrayList<>(onPath().toList());
        Path kept =
                Path.of(
                        System.getenv()
                                .getOrDefault(
                                        "TIDEMARK_NODES",
                                        System.getProperty("user.home")
                                                + "/.cache/tidemark/nodes"));
        for (String version : List.of("node-22", "node-24", "node-26")) {
            Path node = kept.resolve(version).resolve("bin/node");
            if (Files.isExecutable(node)) {
                found.add(node);
            }
        }
        assumeFalse(found.isEmpty(), "no Node.js on this machine");
        return found;
    }

    /** Any one of them, for what does not depend on the version. */
    public static List<Path> one() {
        return all().subList(0, 1);
    }

    private static Stream<Path> onPath() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .limit(1);
    }
}
