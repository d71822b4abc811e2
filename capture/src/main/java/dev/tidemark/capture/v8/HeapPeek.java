package dev.tidemark.capture.v8;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.model.Bytes;
import java.net.URI;
import java.time.Duration;

/** One look at the size of a heap whose inspector is open. */
public final class HeapPeek {
    private HeapPeek() {}

    /** Bytes in use, garbage included. */
    public static Bytes used(URI socket, Duration patience) throws CaptureException {
        try (InspectorConnection connection =
                InspectorConnection.open(socket, socket.toString(), patience)) {
            return Bytes.of(
                    connection
                            .main()
                            .call("Runtime.getHeapUsage", patience)
                            .path("usedSize")
                            .asDouble(0));
        }
    }
}
