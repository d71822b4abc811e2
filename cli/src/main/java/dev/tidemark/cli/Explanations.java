package dev.tidemark.cli;

import dev.tidemark.explain.Explainer;
import dev.tidemark.model.Explanation;
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
     */
    static Explanation of(List<Path> files, long operations) throws IOException {
        return of(files, operations, false);
    }

    /**
     * The leaks that the snapshots show.
     *
     * @param operations between two snapshots; 0 when they were not counted
     * @param growthGoesOn whether memory was seen to grow without an end in sight meanwhile
     */
    static Explanation of(List<Path> files, long operations, boolean growthGoesOn)
            throws IOException {
        try (Snapshots snapshots = Snapshots.open(files)) {
            return Explainer.explain(
                    snapshots.graphs(),
                    operations > 0 ? OptionalLong.of(operations) : OptionalLong.empty(),
                    growthGoesOn);
        }
    }
}
