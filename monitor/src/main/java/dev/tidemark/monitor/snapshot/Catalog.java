package dev.tidemark.monitor.snapshot;

import java.util.List;

/** Which snapshots there are. They may come and go. Threads: any. */
@FunctionalInterface
public interface Catalog {
    /** All of them, in the order in which they were taken. */
    List<Known> all();
}
