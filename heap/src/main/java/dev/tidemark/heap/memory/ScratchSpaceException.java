package dev.tidemark.heap.memory;

import java.io.IOException;

/** There is neither memory nor disk space for a column. */
public final class ScratchSpaceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScratchSpaceException(long bytes, IOException cause) {
        super(
                "needs %d MiB more than the Java heap has room for, and no scratch file could take them: %s. Free disk space, name another folder with %s, or allow more memory with TIDEMARK_JAVA_OPTS=-Xmx..."
                        .formatted(
                                (bytes + (1 << 20) - 1) >> 20,
                                reason(cause),
                                ScratchFolder.VARIABLE),
                cause);
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
