package dev.tidemark.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.tidemark.cli.terminal.Terminal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What the launcher runs once while the JVM records which classes and methods are used: later
 * starts load and compile them sooner. Measured: a third less CPU for {@code summary} of a 108 MB
 * snapshot.
 */
final class StartupTraining {
    /** So many objects make reading a dump worth compiling. */
    private static final int OBJECTS = 300_000;

    private StartupTraining() {}

    /**
     * Runs the commands on snapshots of one process, and on a dump of this one.
     *
     * @param files in the order in which they were taken; none trains the start alone
     */
    public static void main(String[] files) throws IOException {
        CommandLine tidemark = Main.commandLine(Terminal.system());
        tidemark.execute("--help");
        if (files.length > 0) {
            List<String> all = List.of(files);
            tidemark.execute(
                    Stream.concat(Stream.of("explain"), all.stream()).toArray(String[]::new));
            tidemark.execute("summary", all.getLast());
        }
        Path folder = Files.createTempDirectory("tidemark-");
        Path dump = folder.resolve("own.hprof");
        try {
            dumpThisProcess(dump);
            tidemark.execute("summary", dump.toString());
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }

    private static void dumpThisProcess(Path file) throws IOException {
        List<int[]> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(new int[i % 8]);
        }
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpHeap(file.toString(), true);
        } finally {
            Reference.reachabilityFence(objects);
        }
    }
}
