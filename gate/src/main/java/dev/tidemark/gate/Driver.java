package dev.tidemark.gate;

import java.io.IOException;
import java.util.List;

/** What makes a process do operations. For one thread at a time. */
public interface Driver extends AutoCloseable {
    /** One operation in a word, such as {@code request}. */
    String unit();

    /**
     * Has the process do so many operations, and returns when they are done.
     *
     * @throws IOException if they fail, or take longer than may be; the message is for a person
     */
    void run(long operations) throws IOException, InterruptedException;

    /**
     * Fails if the process has told why it ends.
     *
     * @throws ScenarioException with what it told
     */
    default void check() throws ScenarioException {}

    /** What a reader must know: how many operations failed, and why. */
    default List<String> warnings() {
        return List.of();
    }

    /** Ends what was begun, as far as it still can be; fails on nothing. May be called twice. */
    @Override
    default void close() {}
}
