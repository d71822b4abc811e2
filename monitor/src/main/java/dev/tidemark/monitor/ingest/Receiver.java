package dev.tidemark.monitor.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/** Takes what is posted to one address. Threads: any, many at once. */
public interface Receiver {
    /**
     * Takes one request. Whatever is in it leads to an answer, never to an exception; of what is
     * too large only the beginning is read.
     *
     * @param body not closed
     * @param header the value of a header by its name, whatever its case
     * @throws IOException only if the body cannot be read
     */
    Reply take(InputStream body, Function<String, Optional<String>> header) throws IOException;
}
