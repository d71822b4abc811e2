package dev.tidemark.report;

import dev.tidemark.heap.Redaction;
import java.util.List;

/** Snapshots that were written without their contents. */
public record RedactionReport(List<File> files) {
    public RedactionReport {
        files = List.copyOf(files);
    }

    /**
     * One of them.
     *
     * @param file that was read
     * @param redacted the one that was written
     */
    public record File(String file, String redacted, Redaction.Result result) {}
}
