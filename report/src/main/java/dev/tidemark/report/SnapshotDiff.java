package dev.tidemark.report;

import java.util.List;

/**
 * What changed over two or more snapshots. Every list of numbers has one entry a file.
 *
 * @param types those whose numbers changed, largest growth of retained size first
 * @param growing the holders in which something accumulates, largest growth first
 */
public record SnapshotDiff(List<String> files, List<TypeRow> types, List<GrowingRow> growing) {
    public SnapshotDiff {
        files = List.copyOf(files);
        types = List.copyOf(types);
        growing = List.copyOf(growing);
    }

    /** All instances of one type in each snapshot; sizes in bytes. */
    public record TypeRow(
            String name, List<Long> counts, List<Long> shallowBytes, List<Long> retainedBytes) {
        public TypeRow {
            counts = List.copyOf(counts);
            shallowBytes = List.copyOf(shallowBytes);
            retainedBytes = List.copyOf(retainedBytes);
        }
    }

    /**
     * All objects at one path in each snapshot; sizes in bytes.
     *
     * @param path the path of the objects
     * @param holder the path of what holds them
     */
    public record GrowingRow(
            String path,
            String holder,
            String type,
            List<Long> counts,
            List<Long> bytes,
            List<Long> retainedBytes) {
        public GrowingRow {
            counts = List.copyOf(counts);
            bytes = List.copyOf(bytes);
            retainedBytes = List.copyOf(retainedBytes);
        }
    }
}
