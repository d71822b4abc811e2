package dev.tidemark.capture.v8;

import dev.tidemark.capture.CaptureException;
import java.net.URI;
import java.time.Duration;

/**
 * How we came to an inspector, and so what is owed to it when we leave.
 *
 * @param pid of the process on this machine, or -1
 * @param socket to attach to
 * @param target the text that names it on the command line
 * @param openedByUs whether the inspector is to be closed again
 * @param afterwards what remains to be done when we have detached
 */
public record V8Connection(
        long pid, URI socket, String target, boolean openedByUs, Runnable afterwards) {

    /** An inspector that was open before we came. */
    public static V8Connection toOpen(long pid, URI socket, String target) {
        return new V8Connection(pid, socket, target, false, () -> {});
    }

    /**
     * Asks the Node.js process behind this inspector to move it to another port, which has to be
     * free. Returns before that has happened; the process then needs about 50 ms.
     */
    public void askToMove(int port, Duration timeout) throws CaptureException {
        InspectorConnection connection = InspectorConnection.open(socket, target, timeout);
        try {
            if (NodeProbe.fits(connection.main(), timeout)) {
                NodeProbe.moveInspectorSoon(connection.main(), port);
            }
        } finally {
            connection.close();
        }
    }
}
