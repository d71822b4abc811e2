package dev.tidemark.explain;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.explain.patterns.jvm.JvmPatterns;
import dev.tidemark.explain.patterns.v8.V8Patterns;
import dev.tidemark.heap.graph.SnapshotFormat;
import java.util.List;

/** The patterns of each runtime, the most telling first: the first that matches gives the name. */
final class Catalogue {
    private Catalogue() {}

    static List<LeakPattern> of(SnapshotFormat format) {
        return switch (format) {
            case V8 -> V8Patterns.all();
            case HPROF -> JvmPatterns.all();
        };
    }
}
