package dev.tidemark.cli;

import dev.tidemark.explain.Explainer;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.SourceResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Snapshot files explained: opened, compared, closed. */
final class Explanations {
    private Explanations() {}

    /**
     * The leaks that the snapshots show.
     *
     * @param operations between two snapshots; 0 when they were not counted
     * @param sources what people wrote
     */
    static Explanation of(List<Path> files, long operations, SourceResolver sources)
            throws IOException {
        return of(files, operations, false, sources);
    }

    /**
     * The leaks that the snapshots show.
     *
     * @param operations between two snapshots; 0 when they were not counted
     * @param growthGoesOn whether memory was seen to grow without an end in sight meanwhile
     * @param sources what people wrote
     */
    static Explanation of(
            List<Path> files, long operations, boolean growthGoesOn, SourceResolver sources)
            throws IOException {
        try (Snapshots snapshots = Snapshots.open(files)) {
            return Explainer.explain(
                    snapshots.graphs(),
                    operations > 0 ? OptionalLong.of(operations) : OptionalLong.empty(),
                    growthGoesOn,
                    sources);
        }
    }
}
