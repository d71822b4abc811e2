package dev.tidemark.heap.memory;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps what was worked out about one heap, in parts, for whoever opens that heap next. It is only
 * a memory of work that was done: nothing fails because of it.
 *
 * <p>Threads: one at a time.
 */
public interface Index extends AutoCloseable {
    /** Keeps nothing. */
    Index NONE =
            new Index() {
                @Override
                public Optional<KeptColumns> find(String part) {
                    return Optional.empty();
                }

                @Override
                public void keep(String part, Supplier<ColumnList> columns) {}

                @Override
                public void close() {}
            };

    /**
     * What was kept as a part of the index, if it was and is whole. Its columns can be read until
     * {@link #close}, and cannot be written to. Cost: reads the part once.
     */
    Optional<KeptColumns> find(String part);

    /**
     * Keeps columns, which stay the caller's own, as a part of the index. Where there is no room
     * for them they are not kept.
     *
     * @param columns asked for only if they are to be kept
     */
    void keep(String part, Supplier<ColumnList> columns);

    @Override
    void close();
}
