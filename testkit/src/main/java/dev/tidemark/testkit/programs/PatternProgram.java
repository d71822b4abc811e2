package dev.tidemark.testkit.programs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The smallest program that leaks by one pattern, with its fixed and its look-alike twin: a few
 * lines each in {@code patterns/FORM/PATTERN.js}, or {@code pages/FORM/PATTERN.js} for browsers, so
 * that one process can run many of them.
 *
 * @param pattern id of the pattern in reports, and name of the files
 * @param holder the variable of the leaking program in which it accumulates, or what the runtime
 *     holds it by
 * @param accumulates what there is more of with every operation, as reports name it
 */
public record PatternProgram(String pattern, String holder, String accumulates) {
    /** The folder of those for Node.js, in what {@link NodePrograms#unpackTo} filled. */
    public static final String FOLDER = "patterns";

    /** The folder of those for browsers. */
    public static final String PAGES = "pages";

    private static final List<PatternProgram> ALL =
            List.of(
                    new PatternProgram("abort-signals", "shutdown", "Listener"),
                    new PatternProgram("agent-requests", "agent", "ClientRequest"),
                    new PatternProgram("array-buffers", "thumbnails", "Uint8Array"),
                    new PatternProgram("async-stores", "idle", "Connection"),
                    new PatternProgram("bound-functions", "onExit", "function"),
                    new PatternProgram("buffer-slices", "tokens", "Buffer"),
                    new PatternProgram("built-strings", "protocol", "string"),
                    new PatternProgram("child-processes", "conversions", "ChildProcess"),
                    new PatternProgram("closure-captures", "undo", "function restore"),
                    new PatternProgram("diagnostics-channels", "_subscribers", "function onOrder"),
                    new PatternProgram("emptied-entries", "rooms", "Array"),
                    new PatternProgram("event-listeners", "rates", "function onChange"),
                    new PatternProgram("event-target-listeners", "settings", "Listener"),
                    new PatternProgram("file-watchers", "native handles", "FSEvent"),
                    new PatternProgram("finalization-registry", "registry", "handle"),
                    new PatternProgram("globals", "global", "rows"),
                    new PatternProgram("immediates", "immediateQueue", "Immediate"),
                    new PatternProgram("kept-errors", "failures", "SyntaxError"),
                    new PatternProgram("kept-requests", "history", "request"),
                    new PatternProgram("memoized-results", "results", "route"),
                    new PatternProgram("message-ports", "native handles", "MessagePort"),
                    new PatternProgram("metric-labels", "hashMap", "labels"),
                    new PatternProgram("module-cache", "children", "Module"),
                    new PatternProgram("object-urls", "data_objects_", "pair"),
                    new PatternProgram("pending-promises", "waiting", "function"),
                    new PatternProgram("promise-reactions", "stopped", "function"),
                    new PatternProgram("realms", "sandboxes", ""),
                    new PatternProgram("sliced-strings", "users", "string"),
                    new PatternProgram("stream-buffers", "collector", "chunk"),
                    new PatternProgram("symbol-registry", "", ""),
                    new PatternProgram("timers", "timers", "Timeout"),
                    new PatternProgram("unbounded-collection", "sessions", "Session"),
                    new PatternProgram("undrained-queue", "queue", "to, lines"),
                    new PatternProgram("unread-streams", "audit", "Buffer"),
                    new PatternProgram("weak-map-keys", "visitors", "Object"),
                    new PatternProgram("async-resources", "onReload", "function"));

    private static final List<PatternProgram> OF_PAGES =
            List.of(
                    new PatternProgram("console-messages", "native handles", "Order"),
                    new PatternProgram("detached-dom", "removed", "Detached <div>"),
                    new PatternProgram("dom-listeners", "window > listeners", "Listener"));

    /** All for Node.js, by pattern. */
    public static List<PatternProgram> all() {
        return ALL;
    }

    /** All for browsers: parts of {@code pages/FORM.html}, which has a function {@code step}. */
    public static List<PatternProgram> ofPages() {
        return OF_PAGES;
    }

    /** The file of one form, such as {@code leaking/timers}, without its ending. */
    public String file(ProgramForm form) {
        return form.folder() + "/" + pattern;
    }

    /**
     * Starts some of them as one service, of which every operation is one of each.
     *
     * @param folder what {@link NodePrograms#unpackTo} filled
     */
    public static NodeProcess start(
            NodeRuntime node, Path folder, ProgramForm form, List<PatternProgram> programs) {
        String files =
                programs.stream()
                        .map(program -> program.file(form))
                        .collect(Collectors.joining(","));
        return node.start(
                folder.resolve(FOLDER).resolve("server.js"), List.of(), Map.of("PROGRAMS", files));
    }

    @Override
    public String toString() {
        return pattern;
    }
}
