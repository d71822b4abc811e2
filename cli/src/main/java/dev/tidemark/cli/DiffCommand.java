package dev.tidemark.cli;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.report.SnapshotComparison;
import dev.tidemark.report.SnapshotDiff;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What grew from one snapshot to the next. */
@Command(
        name = "diff",
        header = "Shows what grew over two or more snapshots.",
        description = "By retaining path and by type. Works across processes, too.",
        footer = {"", "Example:", "  tidemark diff before.heapsnapshot after.heapsnapshot"})
final class DiffCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();
    @Mixin private final ReferentsOption referents = new ReferentsOption();
    @Mixin private final IndexOption index = new IndexOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Snapshots, oldest first; also packed as .gz or .zst.")
    private List<Path> files = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "50",
            description = "Paths and types to list (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--all", description = "List all.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        if (files.size() < 2) {
            throw new ParameterException(
                    spec.commandLine(), "expected at least two snapshots, found " + files.size());
        }
        SourceFiles sources = new SourceFiles();
        int rows = all ? Integer.MAX_VALUE : top;
        SnapshotOpener opener = new SnapshotOpener(referents.value(), index.isWanted(), output);
        SnapshotDiff diff = compare(opener, sources, rows);
        output.warn(sources.problems());
        output.print(text -> text.diff(diff), json -> json.diff(diff));
        return ExitCode.OK;
    }

    /** One after the other is opened, so that only one takes memory. */
    private SnapshotDiff compare(SnapshotOpener opener, SourceFiles sources, int rows)
            throws IOException {
        SnapshotComparison comparison = new SnapshotComparison(sources);
        for (Path file : files.subList(0, files.size() - 1)) {
            try (HeapGraph graph = opener.open(file)) {
                add(comparison, file, graph, sources);
            }
        }
        try (HeapGraph graph = opener.open(files.getLast())) {
            add(comparison, files.getLast(), graph, sources);
            return comparison.diff(rows);
        }
    }

    private static void add(
            SnapshotComparison comparison, Path file, HeapGraph graph, SourceFiles sources) {
        try (DominatorTree dominators = DominatorTree.of(graph);
                RetainedSizes retained = RetainedSizes.of(graph, dominators)) {
            comparison.add(file.toString(), Heaps.snapshot(graph, sources), dominators, retained);
        }
    }
}
