package dev.tidemark.report;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.Constructors;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.analyse.TypeSummary;
import dev.tidemark.heap.analyse.path.PathTotals;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceResolver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Several snapshots side by side, given one after the other: by type and by path. */
public final class SnapshotComparison {
    private final SourceResolver sources;
    private final PathTrie trie = new PathTrie();
    private final List<String> files = new ArrayList<>();
    private final List<PathTotals> paths = new ArrayList<>();
    private final List<Map<String, Totals>> types = new ArrayList<>();
    private @Nullable Snapshot last;

    /**
     * @param sources what people wrote
     */
    public SnapshotComparison(SourceResolver sources) {
        this.sources = sources;
    }

    private record Totals(long count, long shallowBytes, long retainedBytes) {
        private static final Totals NONE = new Totals(0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(
                    count + other.count,
                    shallowBytes + other.shallowBytes,
                    retainedBytes + other.retainedBytes);
        }
    }

    /**
     * Adds a snapshot, in the order in which they were taken. It may be closed afterwards, but for
     * the last one, which has to be open for {@link #diff}.
     *
     * @param file what it is called
     */
    public void add(
            String file, Snapshot snapshot, DominatorTree dominators, RetainedSizes retained) {
        files.add(file);
        types.add(byName(TypeSummary.of(snapshot.graph(), dominators, retained), snapshot.graph()));
        paths.add(PathTotals.of(snapshot, trie, dominators, retained));
        last = snapshot;
    }

    /**
     * What differs.
     *
     * @param top rows of each list, at most
     */
    public SnapshotDiff diff(int top) {
        Snapshot newest = last;
        if (newest == null || files.size() < 2) {
            throw new IllegalStateException("expected two snapshots or more");
        }
        return new SnapshotDiff(files, changed(top), growing(newest, top));
    }

    /** Constructors of one name count together: which is which differs from process to process. */
    private Map<String, Totals> byName(List<TypeSummary> summaries, HeapGraph graph) {
        Constructors constructors = Heaps.constructors(graph);
        Map<String, Totals> totals = new TreeMap<>();
        for (TypeSummary type : summaries) {
            totals.merge(
                    constructors.name(type.type(), type.name(), sources),
                    new Totals(type.count(), type.shallowBytes(), type.retainedBytes()),
                    Totals::plus);
        }
        return totals;
    }

    private List<SnapshotDiff.TypeRow> changed(int top) {
        Map<String, Totals> names = new TreeMap<>();
        types.forEach(names::putAll);
        return names.keySet().stream()
                .filter(name -> types.stream().map(one -> of(one, name)).distinct().count() > 1)
                .map(name ->
                        new SnapshotDiff.TypeRow(
                                name,
                                series(name, Totals::count),
                                series(name, Totals::shallowBytes),
                                series(name, Totals::retainedBytes)))
                .sorted(
                        Comparator.comparingLong(
                                        (SnapshotDiff.TypeRow row) -> -change(row.retainedBytes()))
                                .thenComparing(SnapshotDiff.TypeRow::name))
                .limit(top)
                .toList();
    }

    private static Totals of(Map<String, Totals> types, String name) {
        return types.getOrDefault(name, Totals.NONE);
    }

    private List<Long> series(String name, ToLongFunction<Totals> field) {
        return types.stream().map(one -> field.applyAsLong(of(one, name))).toList();
    }

    private static long change(List<Long> series) {
        return series.getLast() - series.getFirst();
    }

    /** Paths at which there are more and more objects, where those above do not grow themselves. */
    private List<SnapshotDiff.GrowingRow> growing(Snapshot newest, int top) {
        List<SnapshotDiff.GrowingRow> rows = new ArrayList<>();
        for (int path = 1; path < trie.size(); path++) {
            if (grows(path) && !growsAbove(path)) {
                rows.add(row(path, newest));
            }
        }
        return rows.stream()
                .filter(row -> change(row.retainedBytes()) > 0)
                .sorted(
                        Comparator.comparingLong((SnapshotDiff.GrowingRow row) ->
                                        -change(row.retainedBytes()))
                                .thenComparing(SnapshotDiff.GrowingRow::path))
                .limit(top)
                .toList();
    }

    /** More and more objects; or as many, with more and more in them. */
    private boolean grows(int path) {
        return grows(totals -> totals.count(path)) || grows(totals -> totals.contents(path));
    }

    private boolean grows(ToLongFunction<PathTotals> value) {
        for (int i = 1; i < paths.size(); i++) {
            if (value.applyAsLong(paths.get(i)) < value.applyAsLong(paths.get(i - 1))) {
                return false;
            }
        }
        // What only appeared once is not growing: the last step has to add something.
        PathTotals beforeLast = paths.get(paths.size() - 2);
        return value.applyAsLong(paths.getLast()) > value.applyAsLong(beforeLast);
    }

    private boolean growsAbove(int path) {
        for (int above = trie.parent(path); above != PathTrie.ROOT; above = trie.parent(above)) {
            if (grows(above)) {
                return true;
            }
        }
        return false;
    }

    private SnapshotDiff.GrowingRow row(int path, Snapshot newest) {
        HeapPath steps = newest.rules().readable(trie.steps(path));
        HeapPath holder = newest.rules().readable(trie.steps(trie.parent(path)));
        return new SnapshotDiff.GrowingRow(
                steps.toString(),
                holder.toString(),
                trie.step(path).type(),
                paths.stream().map(totals -> totals.count(path)).toList(),
                paths.stream().map(totals -> totals.shallowBytes(path)).toList(),
                paths.stream().map(totals -> totals.retainedBytes(path)).toList());
    }
}
