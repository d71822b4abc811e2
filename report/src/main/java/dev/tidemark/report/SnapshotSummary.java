package dev.tidemark.report;

import dev.tidemark.heap.graph.ObjectLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one snapshot holds.
 *
 * @param format {@code v8} or {@code hprof}
 * @param layout how objects lie in a JVM's memory; null for other runtimes
 * @param truncated where the file was cut and what was lost, or null when it is whole
 * @param types by retained size, falling
 * @param biggest objects by retained size, falling
 */
public record SnapshotSummary(
        String file,
        String format,
        Totals totals,
        @Nullable ObjectLayout layout,
        @Nullable Truncation truncated,
        List<TypeRow> types,
        List<ObjectRow> biggest) {
    public SnapshotSummary {
        types = List.copyOf(types);
        biggest = List.copyOf(biggest);
    }

    /** The whole heap in numbers; sizes in bytes. */
    public record Totals(
            long objects,
            long references,
            long shallowBytes,
            long reachableObjects,
            long reachableBytes) {}

    /**
     * A snapshot that ends too early.
     *
     * @param offset byte of the file at which it ends
     * @param lost what is missing because of it
     */
    public record Truncation(long offset, String lost) {}

    /**
     * All instances of one type.
     *
     * @param retainedBytes bytes that go with the type; nested instances count once
     */
    public record TypeRow(String name, long count, long shallowBytes, long retainedBytes) {}

    /**
     * One object that retains much.
     *
     * @param id the object's id in its process
     * @param path how it is held, read from the root
     */
    public record ObjectRow(
            long id, String type, long shallowBytes, long retainedBytes, String path) {}
}
