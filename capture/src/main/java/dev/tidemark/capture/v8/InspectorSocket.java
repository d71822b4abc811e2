package dev.tidemark.capture.v8;

import dev.tidemark.capture.TargetUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A WebSocket to an inspector that hands over whole messages, one at a time. */
final class InspectorSocket implements AutoCloseable {
    private static final long SEND_SECONDS = 20;
    private static final long TURN_SECONDS = 1;
    private static final long GOODBYE_SECONDS = 3;

    private final WebSocket socket;
    private final CompletableFuture<Void> over;
    // WebSocket refuses a second text while the first is on its way.
    private final ReentrantLock sending = new ReentrantLock();

    private InspectorSocket(WebSocket socket, CompletableFuture<Void> over) {
        this.socket = socket;
        this.over = over;
    }

    /** Gets the messages, in order, on one thread at a time. */
    interface Receiver {
        /**
         * The next message is asked for only when this returns: a slow receiver slows the sender.
         */
        void received(TextBuffer message);

        /** No message will follow. */
        void closed(String why);
    }

    static InspectorSocket open(URI url, Duration timeout, Receiver receiver)
            throws TargetUnreachableException {
        Joining messages = new Joining(receiver);
        try {
            WebSocket socket =
                    InspectorHttp.CLIENT
                            .newWebSocketBuilder()
                            .connectTimeout(timeout)
                            .buildAsync(url, messages)
                            .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new InspectorSocket(socket, messages.over);
        } catch (ExecutionException e) {
            throw unreachable(url, found(e.getCause()), e);
        } catch (TimeoutException e) {
            throw unreachable(url, "no answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(url, "an interruption", e);
        }
    }

    private static TargetUnreachableException unreachable(URI url, String found, Exception cause) {
        return new TargetUnreachableException(
                url.toString(),
                "an inspector that accepts a WebSocket",
                found,
                "Check that the process still runs, that the URL is the one it prints, and that no"
                        + " other debugger holds it.",
                cause);
    }

    private static String found(@Nullable Throwable cause) {
        return switch (cause) {
            case WebSocketHandshakeException refused ->
                    "HTTP status " + refused.getResponse().statusCode();
            case IOException _ -> "connection refused";
            case null, default -> String.valueOf(cause);
        };
    }

    /**
     * Sends one message.
     *
     * @return whether it left; if not, the receiver is told that the connection is closed
     */
    boolean send(String message) {
        sending.lock();
        try {
            socket.sendText(message, true).get(SEND_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            sending.unlock();
        }
    }

    /**
     * Says goodbye and waits until the other side has done so, too: Node.js before 26 may crash
     * when it answers over a connection that has been cut meanwhile, also by our own end.
     */
    @Override
    public void close() {
        boolean turn = takeTurn();
        try {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(TURN_SECONDS, TimeUnit.SECONDS)
                    .join();
            over.copy().orTimeout(GOODBYE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            // Closed already, or the other side no longer reads: cutting the line is all there is.
            socket.abort();
        } finally {
            if (turn) {
                sending.unlock();
            }
        }
    }

    /** Whether nobody sends now: a text that does not get through must not keep us here. */
    private boolean takeTurn() {
        boolean interrupted = false;
        try {
            return sending.tryLock(TURN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Puts fragments together; asks for the next one when the last is dealt with. */
    private static final class Joining implements WebSocket.Listener {
        private final Receiver receiver;
        private final TextBuffer message = new TextBuffer();
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        Joining(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence fragment, boolean last) {
            message.append(fragment);
            if (last) {
                receiver.received(message);
                message.clear();
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            receiver.closed(reason.isEmpty() ? "the connection closed by it" : reason);
            over.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            receiver.closed("a broken connection");
            over.complete(null);
        }
    }
}
