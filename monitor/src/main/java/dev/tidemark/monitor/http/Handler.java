package dev.tidemark.monitor.http;

import java.io.IOException;

/** Answers requests of one kind. Threads: many at once, each a virtual one of its own. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request.
     *
     * @throws HttpFailure to answer with an error
     * @throws IOException when the client has gone; nobody is told
     */
    void handle(Call call) throws IOException;
}
