package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.Suspect;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.HeapPath;
import java.util.Optional;

/** A way in which programs on the JVM leak. */
interface JvmPattern extends LeakPattern {
    @Override
    default Optional<Match> match(Suspect suspect) {
        return suspect.snapshot().graph() instanceof JvmHeap heap
                ? match(new JvmSuspect(suspect, heap))
                : Optional.empty();
    }

    /** What the pattern makes of the suspect, or empty when its evidence is missing. */
    Optional<Match> match(JvmSuspect suspect);

    @Override
    default HeapPath holder(Suspect suspect) {
        return suspect.snapshot().graph() instanceof JvmHeap heap
                ? holder(new JvmSuspect(suspect, heap))
                : suspect.accumulation().holder();
    }

    /** The path of the holder of a suspect that matches, as this pattern would have it read. */
    default HeapPath holder(JvmSuspect suspect) {
        return suspect.accumulation().holder();
    }
}
