package dev.tidemark.profile;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.SourceResolver;
import java.util.HashMap;
import java.util.Map;

/** A profile in the names that people wrote, where compilers and bundlers made others of them. */
public final class OriginalNames {
    private OriginalNames() {}

    /**
     * The same weights. Functions that nothing is known of stay as they are; calls that become
     * equal become one.
     *
     * @param sources asked once for each function
     */
    public static AllocationProfile of(AllocationProfile profile, SourceResolver sources) {
        Map<Frame, Frame> originals = new HashMap<>();
        return profile.renamed(
                frame -> originals.computeIfAbsent(frame, key -> original(key, sources)));
    }

    private static Frame original(Frame frame, SourceResolver sources) {
        SourceLocation at = frame.location();
        if (frame.isType() || at.file().isEmpty() || at.line() < 1 || at.column() < 1) {
            return frame;
        }
        return sources.function(new SourceResolver.Place(at.file(), at.line() - 1, at.column() - 1))
                .map(written ->
                        Frame.function(
                                written.name() == null ? frame.name() : written.name(),
                                written.location()))
                .orElse(frame);
    }
}
