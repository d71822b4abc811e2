package dev.tidemark.testkit.programs;

import dev.tidemark.testkit.programs.NodeProgram.Holder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All sample programs: five patterns in three forms each, and programs that must never be accused.
 */
public final class NodePrograms {
    private static final String ROOT = "node";

    private static final List<NodeProgram> ALL = new ArrayList<>();

    static {
        pattern("listeners", "server.js", new Holder("prices", "ticker.js", "onPrice"));
        pattern(
                "collections",
                "server.js",
                new Holder("sessions", "sessions.js", "Session"),
                new Holder("seen", "replays.js", "string"),
                new Holder("byPath", "metrics.js", "Object"),
                new Holder("visits", "history.js", "Object"));
        pattern("closures", "server.mjs", new Holder("actions", "undo.mjs", "undo"));
        pattern("intervals", "server.js", new Holder("timerListMap", "", "Timeout"));
        pattern("streams", "server.js", new Holder("collector", "access-log.js", "Object"));
        clean("filling-cache", "server.js");
        clean("lazy-modules", "server.js");
        clean("pool-warmup", "server.js");
        clean("memo-cache", "server.js");
        clean("ttl-cache", "server.mjs");
        clean("jit-warmup", "server.js");
        clean("session-store", "server.js");
    }

    private NodePrograms() {}

    private static void pattern(String pattern, String main, Holder... holders) {
        ALL.add(new NodeProgram(pattern, "leaking", main, ProgramForm.LEAKING, List.of(holders)));
        ALL.add(new NodeProgram(pattern, "fixed", main, ProgramForm.FIXED, List.of()));
        ALL.add(new NodeProgram(pattern, "lookalike", main, ProgramForm.LOOKALIKE, List.of()));
    }

    private static void clean(String name, String main) {
        ALL.add(new NodeProgram("clean", name, main, ProgramForm.CLEAN, List.of()));
    }

    public static List<NodeProgram> all() {
        return List.copyOf(ALL);
    }

    public static List<NodeProgram> leaking() {
        return ALL.stream().filter(NodeProgram::leaks).toList();
    }

    public static List<NodeProgram> notLeaking() {
        return ALL.stream().filter(program -> !program.leaks()).toList();
    }

    /** By its path, such as {@code listeners/leaking}. */
    public static NodeProgram program(String path) {
        return ALL.stream()
                .filter(program -> program.toString().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no program is called " + path));
    }

    /**
     * A script that Node can {@code --require} before any program: that program then answers to
     * {@link NodeProcess#step}, which does no operation but collects, and to {@link
     * NodeProcess#snapshot}.
     *
     * @param folder what {@link #unpackTo} filled
     */
    public static Path memoryProbe(Path folder) {
        return folder.resolve("memory-probe.js");
    }

    /** Copies all programs and their harness into {@code folder}. */
    public static Path unpackTo(Path folder) {
        ProgramFiles.unpack(ROOT, folder);
        return folder;
    }
}
