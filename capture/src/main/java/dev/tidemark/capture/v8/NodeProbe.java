package dev.tidemark.capture.v8;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetCallException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The few lines of JavaScript that we leave in a Node.js process while we are attached: a
 * PerformanceObserver that counts collections, and a function that reads {@code
 * process.memoryUsage()}.
 *
 * <p>No global is touched and no module of the program is loaded; only our inspector session holds
 * the object. Cost: one callback after a batch of collections, which adds five numbers and keeps
 * none of the entries. {@link #remove} ends it; should we die without, the observer ends itself at
 * the first collection after ten minutes in which nobody has read it.
 */
final class NodeProbe {
    private static final String GROUP = "tidemark";

    /** A loop that is blocked for longer has long been through with loading modules. */
    private static final Duration TURN = Duration.ofSeconds(3);

    /**
     * The inspector interrupts the program anywhere, also in the middle of Node's own loading of a
     * module; to load one there gets us half of it, and may leave half of it to the program. So the
     * probe is created between two turns of the event loop.
     */
    private static final String INSTALL =
            """
            (() => {
              const load = typeof require === 'function' ? require : process.getBuiltinModule;
              const create = () => {
                const v8 = load('node:v8');
                const { PerformanceObserver, performance, constants } = load('node:perf_hooks');
                const { Session } = load('node:inspector');
                const ABANDONED_MS = 600_000;
                let major = 0, majorMs = 0, minor = 0, minorMs = 0, usedAfterMajor = -1;
                let lastRead = performance.now();
                const observer = new PerformanceObserver((list) => {
                  const before = major;
                  for (const entry of list.getEntries()) {
                    const kind = entry.detail ? entry.detail.kind : entry.kind;
                    if (kind === constants.NODE_PERFORMANCE_GC_MAJOR) {
                      major += 1; majorMs += entry.duration;
                    } else if (kind === constants.NODE_PERFORMANCE_GC_MINOR) {
                      minor += 1; minorMs += entry.duration;
                    }
                  }
                  if (major > before) usedAfterMajor = v8.getHeapStatistics().used_heap_size;
                  if (performance.now() - lastRead > ABANDONED_MS) observer.disconnect();
                });
                observer.observe({ entryTypes: ['gc'] });
                return {
                  read() {
                    lastRead = performance.now();
                    const postGc = usedAfterMajor;
                    usedAfterMajor = -1;
                    return { ...process.memoryUsage(), major, minor, postGc };
                  },
                  collections() { return { major, majorMs, minor, minorMs }; },
                  about() {
                    return {
                      pid: process.pid, version: process.version,
                      started: performance.timeOrigin / 1000,
                      title: process.argv.slice(1).join(' '),
                      limit: v8.getHeapStatistics().heap_size_limit,
                    };
                  },
                  largeObjects() {
                    return v8.getHeapSpaceStatistics()
                      .filter((space) => space.space_name.includes('large_object'))
                      .reduce((sum, space) => sum + space.space_used_size, 0);
                  },
                  forgetObjectIds() {
                    const session = new Session();
                    session.connect();
                    session.disconnect();
                  },
                  turn() { return new Promise((done) => setImmediate(done)); },
                  stop() { observer.disconnect(); },
                };
              };
              let probe;
              const betweenTurns = new Promise((done) => setImmediate(() => {
                try { probe = create(); } catch { /* get() tells of it */ }
                done();
              }));
              return {
                created() { return betweenTurns; },
                get() { return probe ??= create(); },
              };
            })()
            """;

    private final InspectorSession session;
    private final String objectId;
    private final Duration deadline;

    private NodeProbe(InspectorSession session, String objectId, Duration deadline) {
        this.session = session;
        this.objectId = objectId;
        this.deadline = deadline;
    }

    /** Whether a Node.js runs there, and not a page or another runtime. */
    static boolean fits(InspectorSession session, Duration deadline) throws CaptureException {
        return session.call(
                        "Runtime.evaluate",
                        Json.object()
                                .put(
                                        "expression",
                                        "typeof process === 'object' && !!process?.versions?.node"
                                                + " && typeof Deno === 'undefined'")
                                .put("silent", true)
                                .put("returnByValue", true),
                        deadline)
                .path("result")
                .path("value")
                .asBoolean(false);
    }

    static NodeProbe install(InspectorSession session, Duration deadline) throws CaptureException {
        JsonNode answer = session.call("Runtime.evaluate", consoleExpression(INSTALL), deadline);
        String installed = id(value(session, answer));
        awaitTurn(session, installed, deadline.compareTo(TURN) < 0 ? deadline : TURN);
        ObjectNode get = invocation(installed, "get").put("returnByValue", false);
        JsonNode probe = session.call("Runtime.callFunctionOn", get, deadline);
        return new NodeProbe(session, id(value(session, probe)), deadline);
    }

    private static void awaitTurn(InspectorSession session, String installed, Duration patience)
            throws CaptureException {
        try {
            ObjectNode created = invocation(installed, "created").put("awaitPromise", true);
            session.call("Runtime.callFunctionOn", created, patience);
        } catch (TargetCallException _) {
            // Its event loop stands still: in a long calculation, a debugger, or at its end.
        }
    }

    private static String id(JsonNode object) {
        return object.path("objectId").asString("");
    }

    /** Memory in bytes, collections in counts; {@code postGc} is told once for each collection. */
    JsonNode read() throws CaptureException {
        return invoke("read", false);
    }

    /** Collections in counts and milliseconds. */
    JsonNode collections() throws CaptureException {
        return invoke("collections", false);
    }

    /** What does not change: pid, version, start, arguments, heap limit. */
    JsonNode about() throws CaptureException {
        return invoke("about", false);
    }

    /** Bytes in objects that are larger than a page of the heap: long arrays and strings. */
    long largeObjectBytes() throws CaptureException {
        return invoke("largeObjects", false).asLong(0);
    }

    /**
     * Makes V8 forget which object had which id: that of any session that ends forgets those of
     * all. Does not wait: where it fails, following the objects goes on and costs what it costs.
     */
    void forgetObjectIds() {
        session.tell("Runtime.callFunctionOn", invocation("forgetObjectIds", false));
    }

    /** Lets the event loop go round once, so that finalizers and observers run. */
    void turnOfTheLoop() throws CaptureException {
        invoke("turn", true);
    }

    /**
     * Asks for everything that {@link #install} put there to be removed. Does not wait: in the
     * middle of a snapshot the answer would take as long as that.
     */
    void remove() {
        if (session.tell("Runtime.callFunctionOn", invocation("stop", false))) {
            session.tell("Runtime.releaseObjectGroup", Json.object().put("objectGroup", GROUP));
        }
    }

    /**
     * Asks the process to close its inspector a moment later, when our connection is gone; closing
     * it now would make the process wait for us.
     */
    static void closeInspectorSoon(InspectorSession session) {
        session.tell(
                "Runtime.evaluate",
                consoleExpression(
                        "{ const load = require;"
                                + " setTimeout(() => load('node:inspector').close(), 50); }"));
    }

    /**
     * Asks the process to open its inspector on another port instead, a moment later, when our
     * connection is gone.
     */
    static void moveInspectorSoon(InspectorSession session, int port) {
        session.tell(
                "Runtime.evaluate",
                consoleExpression(
                        "{ const load = require; setTimeout(() => {"
                                + " const inspector = load('node:inspector');"
                                + " inspector.close();"
                                + " inspector.open("
                                + port
                                + ", '127.0.0.1'); }, 50); }"));
    }

    /** {@code require} is there in expressions of the console, for ES modules as well. */
    private static ObjectNode consoleExpression(String expression) {
        return Json.object()
                .put("expression", expression)
                .put("includeCommandLineAPI", true)
                .put("objectGroup", GROUP)
                .put("silent", true);
    }

    private JsonNode invoke(String method, boolean awaited) throws CaptureException {
        ObjectNode call = invocation(method, awaited);
        return value(session, session.call("Runtime.callFunctionOn", call, deadline)).path("value");
    }

    private ObjectNode invocation(String method, boolean awaited) {
        return invocation(objectId, method).put("awaitPromise", awaited);
    }

    private static ObjectNode invocation(String objectId, String method) {
        return Json.object()
                .put("objectId", objectId)
                .put("functionDeclaration", "function() { return this." + method + "() }")
                .put("objectGroup", GROUP)
                .put("returnByValue", true)
                .put("silent", true);
    }

    private static JsonNode value(InspectorSession session, JsonNode answer)
            throws TargetCallException {
        JsonNode thrown = answer.path("exceptionDetails");
        if (thrown.isMissingNode()) {
            return answer.path("result");
        }
        String text = thrown.path("exception").path("description").asString("an exception");
        throw new TargetCallException(
                session.where(),
                "our probe to run in it",
                text.lines().findFirst().orElse(text),
                "Node.js 18 or later is needed.");
    }
}
