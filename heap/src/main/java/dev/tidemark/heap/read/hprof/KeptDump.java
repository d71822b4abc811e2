package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.memory.KeptColumns;
import java.util.Optional;

/**
 * The part of an index that holds what the walks over a dump's records find out: all numbers of
 * objects and references. Names, classes, stacks and values still come from the dump itself.
 */
record KeptDump(
        FirstPass.Found found,
        ObjectTable objects,
        ReferenceTable references,
        ObjectLayout layout) {
    private static final String PART = "graph";

    void keepIn(Index index) {
        index.keep(PART, this::columns);
    }

    private ColumnList columns() {
        ColumnList columns = new ColumnList();
        columns.addNumbers(
                layout.headerBytes(),
                layout.referenceBytes(),
                layout.alignment(),
                layout.compactHeaders() ? 1 : 0);
        found.addTo(columns);
        objects.addTo(columns);
        references.addTo(columns);
        return columns;
    }

    /** What was kept, if it speaks of records that are in the dump. */
    static Optional<KeptDump> findIn(Index index, DumpFile file) {
        return index.find(PART).map(kept -> of(kept, file)).filter(kept -> kept.fits(file));
    }

    private static KeptDump of(KeptColumns kept, DumpFile file) {
        long[] layout = kept.numbers();
        return new KeptDump(
                FirstPass.Found.of(file, kept),
                new ObjectTable(kept),
                new ReferenceTable(kept),
                new ObjectLayout(
                        (int) layout[0], (int) layout[1], (int) layout[2], layout[3] != 0));
    }

    private boolean fits(DumpFile file) {
        for (int i = 0; i < found.classRecords().size(); i++) {
            if (!isAt(file, found.classRecords().get(i), Tags.CLASS)) {
                return false;
            }
        }
        for (int root = 0; root < found.roots().count(); root++) {
            if (!isAt(file, found.roots().start(root), found.roots().tag(root))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAt(DumpFile file, long offset, int tag) {
        return offset >= 0 && offset < file.size() && file.tag(offset) == tag;
    }
}
