package dev.tidemark.cli;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.BiggestObjects;
import dev.tidemark.heap.analyse.DominatorPaths;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.analyse.TypeSummary;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.report.SnapshotSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a snapshot holds. */
@Command(
        name = "summary",
        header = "Shows what a snapshot holds, by retained size.",
        description = "Its types, and its biggest objects with the dominators that hold them.",
        footer = {"", "Example:", "  tidemark summary --top 20 app.heapsnapshot"})
final class SummaryCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();
    @Mixin private final ReferentsOption referents = new ReferentsOption();

    @Parameters(
            paramLabel = "FILE",
            description = "A .heapsnapshot or .hprof, also packed as .gz or .zst.")
    private Path file;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "50",
            description = "Types and objects to list (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--all", description = "List all types; of objects still the top N.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        try (HeapGraph graph = Heaps.open(file, referents.value());
                DominatorTree dominators = DominatorTree.of(graph);
                RetainedSizes retained = RetainedSizes.of(graph, dominators)) {
            SnapshotSummary summary =
                    new SnapshotSummary(
                            file.toString(),
                            graph.format().id(),
                            totals(graph, dominators, retained),
                            graph instanceof JvmHeap heap ? heap.layout() : null,
                            truncation(graph),
                            types(graph, dominators, retained),
                            biggest(graph, dominators, retained));
            output.print(text -> text.summary(summary), json -> json.summary(summary));
        }
        return ExitCode.OK;
    }

    private static SnapshotSummary.@Nullable Truncation truncation(HeapGraph graph) {
        return graph.truncation()
                .map(cut -> new SnapshotSummary.Truncation(cut.offset(), cut.lost()))
                .orElse(null);
    }

    private static SnapshotSummary.Totals totals(
            HeapGraph graph, DominatorTree dominators, RetainedSizes retained) {
        return new SnapshotSummary.Totals(
                graph.objectCount(),
                graph.referenceCount(),
                retained.of(graph.root()),
                dominators.reachableCount(),
                retained.reachableBytes());
    }

    private List<SnapshotSummary.TypeRow> types(
            HeapGraph graph, DominatorTree dominators, RetainedSizes retained) {
        return TypeSummary.of(graph, dominators, retained).stream()
                .limit(all ? Long.MAX_VALUE : top)
                .map(type ->
                        new SnapshotSummary.TypeRow(
                                type.name(),
                                type.count(),
                                type.shallowBytes(),
                                type.retainedBytes()))
                .toList();
    }

    private List<SnapshotSummary.ObjectRow> biggest(
            HeapGraph graph, DominatorTree dominators, RetainedSizes retained) {
        DominatorPaths paths = new DominatorPaths(graph, dominators);
        return BiggestObjects.of(graph, retained, top).stream()
                .map(object ->
                        new SnapshotSummary.ObjectRow(
                                graph.objectId(object),
                                graph.typeName(graph.typeOf(object)),
                                graph.shallowSize(object),
                                retained.of(object),
                                paths.to(object).toString()))
                .toList();
    }
}
