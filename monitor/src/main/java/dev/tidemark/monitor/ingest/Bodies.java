package dev.tidemark.monitor.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies of requests. All that are being read share one bound of memory, and a slow sender
 * takes only as much of it as it has sent. Threads: any.
 */
final class Bodies {
    private static final int PIECE = 1 << 16;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final int mostBytes;
    private final Semaphore pieces;

    /**
     * @param mostBytes of one body
     * @param allBytes of all bodies at once
     */
    Bodies(int mostBytes, long allBytes) {
        this.mostBytes = mostBytes;
        this.pieces = new Semaphore(Math.toIntExact(allBytes / PIECE));
    }

    /** Does something with a body that has been read whole. */
    Reply with(InputStream in, Work work) throws IOException, RefusedException {
        int taken = 0;
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            while (true) {
                if (!pieces.tryAcquire()) {
                    throw new RefusedException(UNAVAILABLE, "too much is being received");
                }
                taken++;
                int read = in.readNBytes(piece, 0, PIECE);
                body.write(piece, 0, read);
                if (body.size() > mostBytes) {
                    throw new RefusedException(
                            TOO_LARGE,
                            "body: expected at most %d bytes, found more".formatted(mostBytes));
                }
                if (read < PIECE) {
                    return work.on(body.toByteArray());
                }
            }
        } finally {
            pieces.release(taken);
        }
    }

    /** What is done with a body. */
    interface Work {
        Reply on(byte[] body) throws RefusedException;
    }
}
