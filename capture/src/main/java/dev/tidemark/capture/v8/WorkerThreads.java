package dev.tidemark.capture.v8;

import dev.tidemark.capture.CaptureException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/** The worker threads of a Node.js process, found when they are first asked for. */
final class WorkerThreads implements AutoCloseable {
    private final InspectorConnection connection;
    private final Isolate parent;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> titleBySession = new ConcurrentHashMap<>();
    private final Map<String, Isolate> attached = new LinkedHashMap<>();
    private boolean enabled;

    WorkerThreads(InspectorConnection connection, Isolate parent) {
        this.connection = connection;
        this.parent = parent;
    }

    /** Those that run now. */
    List<Isolate> attach() throws CaptureException {
        lock.lock();
        try {
            enable();
            attached.keySet().retainAll(titleBySession.keySet());
            for (Map.Entry<String, String> worker : titleBySession.entrySet()) {
                if (!attached.containsKey(worker.getKey())) {
                    attached.put(worker.getKey(), attach(worker.getKey(), worker.getValue()));
                }
            }
            return new ArrayList<>(attached.values());
        } finally {
            lock.unlock();
        }
    }

    private void enable() throws CaptureException {
        if (enabled) {
            return;
        }
        InspectorSession main = connection.main();
        main.on("NodeWorker.attachedToWorker", this::started);
        main.on("NodeWorker.detachedFromWorker", this::ended);
        // Those that run already are told before the answer comes.
        main.call(
                "NodeWorker.enable",
                Json.object().put("waitForDebuggerOnStart", false),
                parent.options().call());
        enabled = true;
    }

    private Isolate attach(String session, String title) throws CaptureException {
        String where = connection.main().where() + " " + title;
        return parent.worker(connection.worker(session, where), title);
    }

    private void started(JsonNode event) {
        titleBySession.put(
                event.path("sessionId").asString(""),
                event.path("workerInfo").path("title").asString("worker"));
    }

    private void ended(JsonNode event) {
        String session = event.path("sessionId").asString("");
        titleBySession.remove(session);
        connection.workerEnded(session);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            attached.values().forEach(Isolate::close);
        } finally {
            lock.unlock();
        }
    }
}
