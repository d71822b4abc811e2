package dev.tidemark.cli;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.analyse.path.ObjectQuery;
import dev.tidemark.heap.analyse.path.Retention;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.report.RetainingPaths;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why objects of a snapshot are alive. */
@Command(
        name = "why",
        header = "Says why objects of a snapshot are still alive.",
        description = "Their retaining paths, read from the owner and merged where they are alike.",
        footer = {
            "",
            "Examples:",
            "  tidemark why app.heapsnapshot @4711",
            "  tidemark why app.heapsnapshot Session",
            "  tidemark why app.heapsnapshot 'module server.js > sessions > [*]'"
        })
final class WhyCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();
    @Mixin private final ReferentsOption referents = new ReferentsOption();
    @Mixin private final IndexOption index = new IndexOption();

    @Parameters(paramLabel = "FILE", description = "A .heapsnapshot, also packed as .gz or .zst.")
    private Path file;

    @Parameters(
            paramLabel = "WHAT",
            description =
                    "@ID; the name of a type or function; or a path as findings print it, in which types "
                            + "may be left out and * stands for any text.")
    private String what;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Ways of being held to list (default: ${DEFAULT-VALUE}).")
    private int top;

    @Override
    public Integer call() throws IOException {
        SnapshotOpener opener = new SnapshotOpener(referents.value(), index.isWanted(), output);
        try (HeapGraph graph = opener.open(file);
                DominatorTree dominators = DominatorTree.of(graph)) {
            SourceFiles sources = new SourceFiles();
            Snapshot snapshot = Heaps.snapshot(graph, sources);
            BitSet objects = ObjectQuery.find(snapshot, what);
            RetainingPaths why =
                    new RetainingPaths(
                            what,
                            objects.cardinality(),
                            RetainedSizes.ofAll(graph, dominators, objects),
                            paths(Retention.of(snapshot, objects)));
            output.warn(sources.problems());
            output.print(text -> text.why(why), json -> json.why(why));
        }
        return ExitCode.OK;
    }

    private List<RetainingPaths.Path> paths(List<Retention.Held> held) {
        return held.stream()
                .limit(top)
                .map(one ->
                        new RetainingPaths.Path(
                                one.objects(),
                                one.path().toString(),
                                one.steps().stream().map(WhyCommand::step).toList()))
                .toList();
    }

    private static RetainingPaths.Step step(Retention.Link link) {
        return new RetainingPaths.Step(
                link.type(),
                link.kind() == null ? "owner" : link.kind().name().toLowerCase(Locale.ROOT),
                link.name(),
                link.source());
    }
}
