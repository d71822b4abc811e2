package dev.tidemark.monitor.evidence;

import dev.tidemark.explain.Explainer;
import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The part of collecting evidence after the process is left alone: snapshots are compared, made
 * safe to keep, and brought to where they are kept.
 */
final class Conclusion {
    private final Tools tools;
    private final EvidenceFolder files;

    Conclusion(Tools tools, EvidenceFolder files) {
        this.tools = tools;
        this.files = files;
    }

    /**
     * What the snapshots show; empty when there are fewer than two.
     *
     * @param earlier snapshots of the same process, oldest first
     * @param growthGoesOn whether its memory grows without an end in sight
     */
    Optional<Explanation> explain(List<Path> earlier, EvidenceItem item, boolean growthGoesOn)
            throws IOException {
        List<Path> all = new ArrayList<>(earlier);
        all.addAll(snapshots(item));
        if (all.size() < 2) {
            return Optional.empty();
        }
        List<HeapGraph> graphs = new ArrayList<>();
        try {
            for (Path file : all) {
                graphs.add(Heaps.open(file, Referents.NONE));
            }
            return Optional.of(
                    Explainer.explain(
                            graphs, OptionalLong.empty(), growthGoesOn, new SourceFiles()));
        } finally {
            graphs.forEach(HeapGraph::close);
        }
    }

    /** The snapshots of an item that are still there. */
    List<Path> snapshots(EvidenceItem item) {
        List<Path> paths = new ArrayList<>();
        for (Captured captured : item.captures()) {
            String name = captured.file();
            if (captured.what() == Taken.SNAPSHOT && name != null) {
                Path file = files.file(name);
                if (Files.exists(file)) {
                    paths.add(file);
                }
            }
        }
        return paths;
    }

    /** The item with its snapshots redacted, and brought away, as the settings want it. */
    EvidenceItem kept(EvidenceItem item) throws IOException, InterruptedException {
        List<Captured> kept = new ArrayList<>();
        for (Captured captured : item.captures()) {
            kept.add(captured.what() == Taken.SNAPSHOT ? kept(captured) : captured);
        }
        return item.with(kept);
    }

    private Captured kept(Captured captured) throws IOException, InterruptedException {
        String name = captured.file();
        if (name == null) {
            return captured;
        }
        Path file = files.file(name);
        Redactor redactor = tools.redactor();
        if (redactor != null) {
            file = redacted(redactor, file);
        }
        Archive archive = tools.archive();
        @Nullable String remote = archive == null ? null : archive.put(files.name(file), file);
        return captured.keptAs(files.name(file), Files.size(file), remote);
    }

    /** Without its contents, under a name that says so; what it was made from is gone then. */
    private static Path redacted(Redactor redactor, Path file) throws IOException {
        Path to = file.resolveSibling(EvidenceFolder.REDACTED + file.getFileName());
        try {
            redactor.write(file, to);
        } finally {
            Files.deleteIfExists(file);
        }
        return to;
    }

    /** The finding that says most of what leaks; empty when none is sure enough. */
    static Optional<Finding> first(Explanation explanation) {
        return explanation.verdict() == Explanation.Verdict.LEAKING
                ? explanation.findings().stream()
                        .filter(finding -> finding.confidence() != Finding.Confidence.POSSIBLE)
                        .findFirst()
                : Optional.empty();
    }
}
