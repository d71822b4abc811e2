package dev.tidemark.cli;

import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.heap.index.IndexParts;
import java.nio.file.Path;

/** Tells a person who waits, once, that files appear beside the snapshots. */
final class IndexNote implements IndexParts.Listener {
    private final Output output;
    private boolean told;

    IndexNote(Output output) {
        this.output = output;
    }

    @Override
    public void keeping(Path file, long bytes) {
        if (!told) {
            told = true;
            try (Progress progress = output.progress()) {
                progress.note(
                        "Keeping what is worked out in %s (%d MiB) and its like, so that the next command answers sooner; --no-index keeps nothing."
                                .formatted(file, Math.ceilDiv(bytes, 1L << 20)));
            }
        }
    }
}
