package dev.tidemark.trend;

import dev.tidemark.model.Signal;
import java.util.List;

/** One series of a process: those that are judged by themselves, then those that explain them. */
enum Track {
    POST_GC(Signal.POST_GC_USED, "heap after full GC", 0.015),
    HEAP_FLOOR(Signal.HEAP_USED, "lowest heap between collections", 0.15),
    ARRAY_BUFFERS(Signal.ARRAY_BUFFERS, "array buffers", 0.03),
    EXTERNAL(Signal.EXTERNAL, "external memory", 0.03),
    DIRECT(Signal.DIRECT_USED, "direct buffers", 0.03),
    NONHEAP(Signal.NONHEAP_USED, "non-heap memory", 0.05),
    OUTSIDE(Signal.RSS, "resident memory outside the heap", 0.06),
    RSS(Signal.RSS, "resident memory", 0.06),
    HEAP_IN_MEMORY(Signal.HEAP_TOTAL, "heap in memory"),
    NONHEAP_TOTAL(Signal.NONHEAP_TOTAL, "non-heap memory reserved"),
    METASPACE(Signal.METASPACE, "metaspace"),
    FILE_PAGES(Signal.FILE_PAGES, "pages of files"),
    CLASSES(Signal.CLASSES, "loaded classes"),
    THREADS(Signal.THREADS, "live threads");

    /** Those whose readings are taken as they come. */
    static final List<Track> PLAIN =
            List.of(
                    ARRAY_BUFFERS,
                    EXTERNAL,
                    DIRECT,
                    NONHEAP,
                    NONHEAP_TOTAL,
                    METASPACE,
                    FILE_PAGES,
                    CLASSES,
                    THREADS);

    private final Signal signal;
    private final String label;
    private final double materialShare;

    Track(Signal signal, String label, double materialShare) {
        this.signal = signal;
        this.label = label;
        this.materialShare = materialShare;
    }

    /** A series that says where others grow and has no verdict of its own. */
    Track(Signal signal, String label) {
        this(signal, label, Double.POSITIVE_INFINITY);
    }

    /** Growth below this many bytes is of no interest either. */
    double materialBytes() {
        // What young collections happen to leave behind differs by about this much.
        return this == HEAP_FLOOR ? 2 << 20 : 0;
    }

    /** Whether it is the heap that grows with it. */
    boolean isHeap() {
        return this == POST_GC || this == HEAP_FLOOR;
    }

    /** Whether readings lie above what they stand for by whatever garbage there is. */
    boolean hasGarbage() {
        return this == HEAP_FLOOR || this == OUTSIDE;
    }

    Signal signal() {
        return signal;
    }

    String label() {
        return label;
    }

    /** Growth below this share of the level is of no interest: every process shows it. */
    double materialShare() {
        return materialShare;
    }
}
