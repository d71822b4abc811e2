package dev.tidemark.capture.v8;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.TargetLostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests and answers, and events, of one isolate. The isolate at the far end of the connection
 * has the first session; those of worker threads travel inside of it.
 *
 * <p>When the connection ends, every call that waits fails at once, and so does every later one.
 */
final class InspectorSession {
    private static final String CHUNK_EVENT = "HeapProfiler.addHeapSnapshotChunk";
    private static final String CHUNK_PREFIX =
            "{\"method\":\"" + CHUNK_EVENT + "\",\"params\":{\"chunk\":\"";

    private final String where;
    private final Predicate<String> transport;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Consumer<TextBuffer>> chunks = new AtomicReference<>();
    private final AtomicReference<@Nullable TargetLostException> lost = new AtomicReference<>();
    private final TextBuffer decoded = new TextBuffer();
    private volatile long lastHeardNanos = System.nanoTime();

    /**
     * A session over an open connection.
     *
     * @param where names the target in messages
     * @param transport sends one message and says whether it left
     */
    InspectorSession(String where, Predicate<String> transport) {
        this.where = where;
        this.transport = transport;
    }

    String where() {
        return where;
    }

    JsonNode call(String method, Duration deadline) throws CaptureException {
        return call(method, Json.object(), deadline);
    }

    /** Sends a request and waits for the answer to it; other calls may be under way. */
    JsonNode call(String method, ObjectNode params, Duration deadline) throws CaptureException {
        return answer(method, send(method, params), deadline, false);
    }

    /** Like {@link #call}, but the deadline starts anew with whatever arrives meanwhile. */
    JsonNode callUntilSilent(String method, ObjectNode params, Duration silence)
            throws CaptureException {
        return answer(method, send(method, params), silence, true);
    }

    /**
     * Sends a request whose answer nobody waits for.
     *
     * @return whether it left
     */
    boolean tell(String method, ObjectNode params) {
        return lost.get() == null
                && transport.test(request(lastId.incrementAndGet(), method, params));
    }

    private CompletableFuture<JsonNode> send(String method, ObjectNode params) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        if (lost.get() == null && !transport.test(request(id, method, params))) {
            lose("a broken connection");
        }
        // Looked at after the answer began to wait: whoever lost the target before did not see it.
        TargetLostException ended = lost.get();
        if (ended != null) {
            answer.completeExceptionally(ended);
        }
        return answer.whenComplete((_, _) -> waiting.remove(id));
    }

    private static String request(int id, String method, ObjectNode params) {
        return Json.object().put("id", id).put("method", method).set("params", params).toString();
    }

    private JsonNode answer(
            String method, CompletableFuture<JsonNode> answer, Duration deadline, boolean extended)
            throws CaptureException {
        long start = System.nanoTime();
        while (true) {
            long since = extended ? Math.max(start, lastHeardNanos) : start;
            long left = since + deadline.toNanos() - System.nanoTime();
            try {
                return answer.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= 0) {
                    answer.cancel(false);
                    throw tooLate(method, deadline, e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer.cancel(false);
                throw new TargetCallException(
                        where, "an answer to " + method, "an interruption", "Run it again.", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof CaptureException known ? known : lostBy(e);
            }
        }
    }

    private TargetCallException tooLate(String method, Duration deadline, Exception cause) {
        return new TargetCallException(
                where,
                "an answer to %s within %d ms".formatted(method, deadline.toMillis()),
                "none",
                "The target may be stopped, in a debugger, or too busy: look at it and try again.",
                cause);
    }

    private TargetLostException lostBy(Exception cause) {
        return new TargetLostException(
                where,
                "an answer",
                String.valueOf(cause.getCause()),
                "Please report this as a bug of Tidemark.",
                cause);
    }

    /** Hands every event of this name over, on the thread that receives. */
    void on(String event, Consumer<JsonNode> listener) {
        listeners.put(event, listener);
    }

    void ignore(String event) {
        listeners.remove(event);
    }

    /** Where the text of snapshots goes from now on; null drops it. */
    void chunksTo(@Nullable Consumer<TextBuffer> sink) {
        chunks.set(sink);
    }

    boolean alive() {
        return lost.get() == null;
    }

    /** The target is gone: fails what waits and what comes. */
    void lose(String found) {
        lose(
                new TargetLostException(
                        where,
                        "the target to stay connected",
                        found,
                        "It ended, was killed (out of memory?), or closed its inspector: check its"
                                + " log, then attach again."));
    }

    void lose(TargetLostException reason) {
        lost.compareAndSet(null, reason);
        waiting.values().forEach(answer -> answer.completeExceptionally(reason));
    }

    /** Takes one message in; only one thread at a time may do so. */
    void receive(TextBuffer message) {
        lastHeardNanos = System.nanoTime();
        if (message.startsWith(CHUNK_PREFIX)) {
            decoded.clear();
            if (message.decodeString(CHUNK_PREFIX.length(), decoded) > 0) {
                deliver(decoded);
                return;
            }
        }
        try {
            dispatch(Json.parse(message.toString()));
        } catch (JacksonException e) {
            lose("a message that is not JSON");
        }
    }

    private void dispatch(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = waiting.get(message.path("id").asInt(-1));
            if (answer != null) {
                complete(answer, message);
            }
            return;
        }
        String event = message.path("method").asString("");
        if (event.equals(CHUNK_EVENT)) {
            decoded.clear();
            decoded.append(message.path("params").path("chunk").asString(""));
            deliver(decoded);
            return;
        }
        Consumer<JsonNode> listener = listeners.get(event);
        if (listener != null) {
            listener.accept(message.path("params"));
        }
    }

    private void complete(CompletableFuture<JsonNode> answer, JsonNode message) {
        JsonNode error = message.path("error");
        if (error.isMissingNode()) {
            answer.complete(message.path("result"));
        } else {
            answer.completeExceptionally(
                    new TargetCallException(
                            where,
                            "an answer",
                            "the error \"" + error.path("message").asString("") + "\"",
                            "This runtime may be too old, or not V8's inspector."));
        }
    }

    private void deliver(TextBuffer chunk) {
        Consumer<TextBuffer> sink = chunks.get();
        if (sink != null) {
            sink.accept(chunk);
        }
    }
}
