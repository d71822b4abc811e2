package dev.tidemark.capture.v8;

import dev.tidemark.capture.TargetUnreachableException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A connection to an inspector with the sessions that it carries: that of the isolate it belongs
 * to, and those of the worker threads, whose messages come wrapped in its own.
 */
final class InspectorConnection implements AutoCloseable {
    private static final String WORKER_PREFIX =
            "{\"method\":\"NodeWorker.receivedMessageFromWorker\",\"params\":{\"sessionId\":\"";
    private static final String MESSAGE_KEY = "\",\"message\":\"";

    private final InspectorSocket socket;
    private final InspectorSession main;
    private final Map<String, InspectorSession> workers;

    private InspectorConnection(
            InspectorSocket socket, InspectorSession main, Map<String, InspectorSession> workers) {
        this.socket = socket;
        this.main = main;
        this.workers = workers;
    }

    static InspectorConnection open(URI url, String where, Duration timeout)
            throws TargetUnreachableException {
        // The sessions need the socket to send, and the socket needs the sessions to receive.
        CompletableFuture<InspectorSocket> socket = new CompletableFuture<>();
        InspectorSession main = new InspectorSession(where, message -> socket.join().send(message));
        Map<String, InspectorSession> workers = new ConcurrentHashMap<>();
        socket.complete(InspectorSocket.open(url, timeout, new Router(main, workers)));
        return new InspectorConnection(socket.join(), main, workers);
    }

    InspectorSession main() {
        return main;
    }

    /** A session with the worker thread that the inspector knows by this session id. */
    InspectorSession worker(String sessionId, String where) {
        return workers.computeIfAbsent(
                sessionId,
                id ->
                        new InspectorSession(
                                where,
                                message ->
                                        main.tell(
                                                "NodeWorker.sendMessageToWorker",
                                                Json.object()
                                                        .put("sessionId", id)
                                                        .put("message", message))));
    }

    /** The worker thread has ended: its session fails from now on. */
    void workerEnded(String sessionId) {
        InspectorSession worker = workers.remove(sessionId);
        if (worker != null) {
            worker.lose("the end of the worker thread");
        }
    }

    /** Fails what waits in all sessions, then closes. */
    void abandon(String why) {
        main.lose(why);
        workers.values().forEach(worker -> worker.lose(why));
        socket.close();
    }

    @Override
    public void close() {
        abandon("our own detaching");
    }

    /** Gives each message to the session that it belongs to. */
    private record Router(
            InspectorSession main, Map<String, InspectorSession> workers, TextBuffer inner)
            implements InspectorSocket.Receiver {

        Router(InspectorSession main, Map<String, InspectorSession> workers) {
            this(main, workers, new TextBuffer());
        }

        @Override
        public void received(TextBuffer message) {
            if (!message.startsWith(WORKER_PREFIX) || !receivedFromWorker(message)) {
                main.receive(message);
            }
        }

        private boolean receivedFromWorker(TextBuffer message) {
            inner.clear();
            int end = message.decodeString(WORKER_PREFIX.length(), inner);
            InspectorSession worker = workers.get(inner.toString());
            inner.clear();
            // The quote that ends the session id has been consumed.
            int start = end + MESSAGE_KEY.length() - 1;
            if (end < 0 || worker == null || message.decodeString(start, inner) < 0) {
                return false;
            }
            worker.receive(inner);
            return true;
        }

        @Override
        public void closed(String why) {
            main.lose(why);
            workers.values().forEach(worker -> worker.lose(why));
        }
    }
}
