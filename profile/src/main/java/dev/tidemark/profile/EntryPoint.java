package dev.tidemark.profile;

import java.util.List;
import java.util.Optional;

/** Why the runtime called a piece of code again and again. */
public enum EntryPoint {
    REQUEST_HANDLER("request", "a request handler"),
    EVENT_LISTENER("event", "an event listener"),
    TIMER("timer", "a timer"),
    TASK("task", "a queued task");

    /** The runtime's functions that call other people's code; the first that matches counts. */
    private static final List<Rule> RULES =
            List.of(
                    new Rule("node:_http_server", "parserOnIncoming", REQUEST_HANDLER),
                    new Rule("node:internal/http2/", "onServerStream", REQUEST_HANDLER),
                    new Rule("node:events", "emit", EVENT_LISTENER),
                    new Rule("node:internal/event_target", "", EVENT_LISTENER),
                    new Rule("node:internal/timers", "", TIMER),
                    new Rule("node:timers", "", TIMER),
                    new Rule("node:internal/process/task_queues", "", TASK),
                    new Rule("sun.net.httpserver.", "", REQUEST_HANDLER),
                    new Rule("javax.servlet.", "HttpServlet.service", REQUEST_HANDLER),
                    new Rule("jakarta.servlet.", "HttpServlet.service", REQUEST_HANDLER),
                    new Rule("java.util.TimerThread", "", TIMER),
                    new Rule("java.util.concurrent.ScheduledThreadPoolExecutor", "", TIMER),
                    new Rule("java.util.concurrent.ThreadPoolExecutor", "", TASK),
                    new Rule("java.util.concurrent.ForkJoin", "", TASK),
                    new Rule("java.util.concurrent.CompletableFuture", "", TASK));

    /** An emitter far below its request is an event of the request, not the request itself. */
    private static final int FRAMES_OF_ONE_CALL = 3;

    private final String id;
    private final String label;

    EntryPoint(String id, String label) {
        this.id = id;
        this.label = label;
    }

    private record Rule(String file, String function, EntryPoint entry) {
        boolean matches(Frame frame) {
            return frame.location().file().startsWith(file)
                    && (function.isEmpty() || frame.name().endsWith(function));
        }
    }

    /** For programs: {@code request}, {@code event}, {@code timer} or {@code task}. */
    public String id() {
        return id;
    }

    /** In the words of a report. */
    public String label() {
        return label;
    }

    /** What called the function at this node, as the nearest known frame above it tells. */
    static Optional<EntryPoint> above(AllocationProfile profile, int node) {
        for (int at = profile.parent(node); at > AllocationProfile.ROOT; at = profile.parent(at)) {
            Optional<EntryPoint> entry = of(profile.frame(at));
            int caller = profile.parent(at);
            if (entry.isPresent()) {
                return entry.map(found -> outer(profile, caller, found));
            }
        }
        return Optional.empty();
    }

    /** Servers emit their requests as events. */
    private static EntryPoint outer(AllocationProfile profile, int caller, EntryPoint inner) {
        int at = caller;
        for (int i = 0;
                inner == EVENT_LISTENER && i < FRAMES_OF_ONE_CALL && at > AllocationProfile.ROOT;
                i++) {
            if (of(profile.frame(at)).filter(REQUEST_HANDLER::equals).isPresent()) {
                return REQUEST_HANDLER;
            }
            at = profile.parent(at);
        }
        return inner;
    }

    private static Optional<EntryPoint> of(Frame frame) {
        return RULES.stream().filter(rule -> rule.matches(frame)).map(Rule::entry).findFirst();
    }
}
